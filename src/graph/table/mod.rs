//! A table is a file of columns: an Arrow IPC file with one record batch, read in place.
//!
//! [`table!`] declares a table once and makes two types of it: one that reads the columns out of a file's bytes without
//! copying, and a sink that writes them row by row. Nothing that is read is trusted: each place is checked against the
//! bytes that there are, and what does not fit is [`Damage`].

mod file;
mod lists;
mod numbers;
mod spool;
mod strings;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_buffer::Buffer;
use arrow_schema::{DataType, Field};

pub(super) use file::{Layout, Parts, Reader};
pub(super) use lists::{Ends, Entries, Lists, StringLists};
pub(super) use numbers::{Flags, Numbers, Optional};
pub(super) use spool::{Room, Share, Spool};
pub(super) use strings::Strings;

/// What is wrong with a table's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damage {
    /// The file.
    pub(super) file: PathBuf,
    /// What is wrong.
    pub(super) reason: String,
}

impl Damage {
    /// Ends the question that met the damage: unwinds, without a message, to [`store::guarded`](super::store::guarded).
    pub(super) fn raise(self) -> ! {
        std::panic::resume_unwind(Box::new(self))
    }
}

/// A column's place, to be named when it is found damaged.
#[derive(Debug, Clone)]
pub(super) struct ColumnPlace {
    file: Arc<Path>,
    column: &'static str,
}

impl ColumnPlace {
    fn damage(&self, reason: &str) -> Damage {
        Damage { file: self.file.to_path_buf(), reason: format!("the column `{}` {reason}", self.column) }
    }

    /// For what is asked of a column that its bytes do not have.
    #[cold]
    fn raise(&self) -> ! {
        self.damage("does not hold what others say of it").raise()
    }
}

/// A type of column.
pub(super) trait Column: Sized {
    /// What writes it.
    type Sink: Sink;

    /// What Arrow calls it.
    fn data_type() -> DataType;

    /// Reads it, as the next column of a file.
    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage>;
}

/// A column while it is written.
pub(super) trait Sink {
    fn new(room: &Room) -> Self;

    /// Adds its buffers to those of the file.
    fn finish(self, parts: &mut Parts);
}

/// A table that a file holds.
pub(super) trait Table: Sized {
    /// The file's name in the folder of the graph.
    const FILE: &'static str;

    fn fields() -> Vec<Field>;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Damage>;

    /// The table in the bytes of a file. Does not look at its rows.
    fn open(bytes: Buffer, layout: &Layout, file: &Path) -> Result<Self, Damage> {
        Self::read(&mut layout.reader(bytes, file)?)
    }
}

/// Declares a table, its columns in the order of the file, and the sink that writes it.
macro_rules! table {
    ($(#[$doc:meta])* $table:ident, $sink:ident, $file:literal {
        $($(#[$about:meta])* $column:ident: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        #[allow(dead_code, reason = "some columns are for other programs alone")]
        pub(in crate::graph) struct $table {
            pub(in crate::graph) rows: usize,
            $($(#[$about])* pub(in crate::graph) $column: $type,)*
        }

        impl $crate::graph::table::Table for $table {
            const FILE: &'static str = $file;

            fn fields() -> Vec<arrow_schema::Field> {
                vec![$($crate::graph::table::field::<$type>(stringify!($column)),)*]
            }

            fn read(reader: &mut $crate::graph::table::Reader<'_>) -> Result<Self, $crate::graph::table::Damage> {
                Ok(Self { rows: reader.rows(), $($column: reader.column(stringify!($column))?,)* })
            }
        }

        /// The table while it is written.
        pub(in crate::graph) struct $sink {
            /// The rows that are whole.
            pub(in crate::graph) rows: usize,
            $(pub(in crate::graph) $column: <$type as $crate::graph::table::Column>::Sink,)*
        }

        impl $sink {
            pub(in crate::graph) fn new(room: &$crate::graph::table::Room) -> Self {
                Self { rows: 0, $($column: $crate::graph::table::Sink::new(room),)* }
            }

            /// The file's parts.
            pub(in crate::graph) fn finish(self) -> $crate::graph::table::Parts {
                let mut parts = $crate::graph::table::Parts::new::<$table>(self.rows);
                $($crate::graph::table::Sink::finish(self.$column, &mut parts);)*
                parts
            }
        }
    };
}
pub(super) use table;

/// A column's field: every one may have nulls, so that a missing value is one everywhere.
pub(super) fn field<C: Column>(name: &str) -> Field {
    Field::new(name, C::data_type(), true)
}

#[cfg(test)]
mod tests;
