//! What stands in for `--serve` where the program is built without it.

use raingan::{Error, ErrorKind};

use super::super::args::review::ReviewArgs;
use super::super::console::Console;
use super::super::status::Status;
use super::documents::Source;

/// Shows nothing.
///
/// # Errors
///
/// [`ErrorKind::Usage`], always.
pub fn run(_: &ReviewArgs, _: &[Source], _: &mut Console) -> Result<Status, Error> {
    let message = "--serve: this program was built without it: build with the feature `serve`";
    Err(Error::new(ErrorKind::Usage, message))
}
