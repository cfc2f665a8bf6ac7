//! What stands in for the targets that the program was built without: none of them can be opened.

/// A store that is never there, and opening it, which fails.
#[cfg(not(all(feature = "parquet", feature = "postgres", feature = "sqlite")))]
macro_rules! absent {
    ($name:literal, $feature:literal, $place:ty) => {
        use crate::error::{Error, ErrorKind};
        use crate::load::put::Loaded;
        use crate::load::rows::Rows;

        /// A warehouse that this program cannot open: there is none.
        #[derive(Debug)]
        pub enum Store {}

        impl Store {
            /// Opens no warehouse.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Usage`], always.
            pub fn open(_: &$place, _: bool) -> Result<Store, Error> {
                Err(missing())
            }

            pub(in crate::load) fn load(&mut self, _: &Rows<'_>) -> Result<Loaded, Error> {
                match *self {}
            }

            pub(in crate::load) fn purge(&mut self) -> Result<usize, Error> {
                match *self {}
            }

            pub(in crate::load) fn work(
                &mut self,
                _: impl crate::load::database::Work,
            ) -> Result<(), Error> {
                match *self {}
            }

            #[allow(dead_code)] // A file of SQLite needs no end.
            pub(in crate::load) fn finish(self) -> Result<(), Error> {
                match self {}
            }
        }

        /// Says which feature is missing.
        fn missing() -> Error {
            let message = concat!(
                "this program was built without ",
                $name,
                ": build with the feature `",
                $feature,
                "`"
            );
            Error::new(ErrorKind::Usage, message)
        }
    };
}

#[cfg(not(feature = "parquet"))]
pub mod parquet {
    //! In the place of folders of Parquet files.

    absent!("Parquet", "parquet", std::path::Path);
}

#[cfg(not(feature = "sqlite"))]
pub mod sqlite {
    //! In the place of SQLite files.

    absent!("SQLite", "sqlite", std::path::Path);
}

#[cfg(not(feature = "postgres"))]
pub mod postgres {
    //! In the place of databases of a PostgreSQL server.

    use std::fmt;
    use std::str::FromStr;

    absent!("PostgreSQL", "postgres", Address);

    /// The address of a server, which this program does not read: there is none.
    #[derive(Debug, Clone)]
    pub enum Address {}

    impl FromStr for Address {
        type Err = Error;

        fn from_str(_: &str) -> Result<Address, Error> {
            Err(missing())
        }
    }

    impl fmt::Display for Address {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {}
        }
    }
}
