//! What curl is told on its command line.

use super::Region;
use crate::gather::source::expr::Bytes;

/// The words of a region's request, where curl makes it.
pub(super) fn curl_words<'a>(region: &Region<'a>) -> impl Iterator<Item = (&'a Bytes, &'a str)> + use<'a> {
    let call = region.request().filter(|call| call.callee.literal() == Some("curl"));
    let args = call.into_iter().flat_map(|call| &call.args);
    args.filter_map(|arg| Some((&arg.value.at, arg.value.literal()?)))
}

/// Whether a word holds a flag of one letter, alone or among others: `-s`, `-sf`.
pub(super) fn is_short(word: &str, letter: char) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains(letter)
}
