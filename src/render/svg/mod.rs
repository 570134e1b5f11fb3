//! SVG pictures, drawn by the program itself.
