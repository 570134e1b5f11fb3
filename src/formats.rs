//! The formats of files are asked for by name.

/// Gives an enumeration of formats their names, of which each has one to be listed with and maybe others, and reads them
/// in any case. `$what` says what is so called: `format`.
macro_rules! formats {
    ($what:literal { $($format:ident = $name:literal $(| $other:literal)*,)+ }) => {
        /// There is no format of that name.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("no {} is called {:?}; there are {}", $what, .0, Format::ALL.map(Format::name).join(", "))]
        pub struct UnknownFormat(pub String);

        impl Format {
            /// Every format, in the order in which they are listed to people.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$format),+];

            /// The name by which it is asked for.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$format => $name,)+
                }
            }

            /// All that it may be called, the name among them.
            fn names(self) -> &'static [&'static str] {
                match self {
                    $(Self::$format => &[$name $(, $other)*],)+
                }
            }
        }

        impl std::fmt::Display for Format {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for Format {
            type Err = UnknownFormat;

            fn from_str(name: &str) -> Result<Self, UnknownFormat> {
                let is_called = |format: &Self| format.names().iter().any(|own| own.eq_ignore_ascii_case(name));
                Self::ALL.into_iter().find(is_called).ok_or_else(|| UnknownFormat(name.to_owned()))
            }
        }
    };
}

pub(crate) use formats;
