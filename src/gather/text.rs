//! The bytes of a file, and the text in them.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Files beyond this many bytes are not loaded.
pub const LIMIT: usize = 16 << 20;

/// What is said of a file that [`is_unsound`].
pub const UNSOUND: &str = "no regular file, or more than 16 MB";

/// How many bytes decide whether a file is text.
const SNIFF: usize = 8 << 10;

const FIRST_READ: usize = 64 << 10;

/// The length of a packet of an MPEG transport stream, and the byte each begins with.
const PACKET: usize = 188;
/// See [`PACKET`].
const SYNC: u8 = 0x47;

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Text in UTF-8 or something close to it.
    Bytes(&'a [u8]),
    /// Text that was UTF-16, its byte order mark kept.
    Decoded(String),
    /// No text.
    Binary,
    /// Packets of an MPEG transport stream, whose files end in `.ts` as TypeScript's do.
    Video,
    /// Text beyond [`LIMIT`], not loaded.
    TooLarge,
}

impl Content<'_> {
    /// The text; bytes that are no UTF-8 are replaced by U+FFFD, one for each broken sequence. `None` without text.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            // Nearly every text is what it should be, and that is the quicker question.
            Self::Bytes(bytes) => {
                Some(std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed))
            }
            Self::Decoded(text) => Some(Cow::Borrowed(text)),
            Self::Binary | Self::Video | Self::TooLarge => None,
        }
    }

    /// The bytes to search; none without text.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Decoded(text) => text.as_bytes(),
            Self::Binary | Self::Video | Self::TooLarge => &[],
        }
    }
}

/// Reads a file into a buffer that serves for many files in turn.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn load<'a>(path: &Path, buffer: &'a mut Vec<u8>) -> io::Result<Content<'a>> {
    let mut file = File::open(path)?;
    if buffer.len() < FIRST_READ {
        buffer.resize(FIRST_READ, 0);
    }
    let mut length = 0;
    loop {
        length += file.read(&mut buffer[length..])?;
        // A regular file fills all the room it is given but for its end; asking again for nothing costs a call a file.
        if length < buffer.len() {
            return Ok(decode(&buffer[..length]));
        }
        if !grow(&file, length, buffer)? {
            return Ok(if is_binary(&buffer[..length]) { binary(&buffer[..length]) } else { Content::TooLarge });
        }
    }
}

/// Reads a small file that steers a run. Never a pipe or a device: those may have no end, or never begin.
///
/// # Errors
/// When it is no regular file, larger than [`LIMIT`], no UTF-8, or cannot be read.
pub fn steering(path: &Path) -> io::Result<String> {
    let metadata = path.metadata()?;
    if !is_sound(&metadata) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, UNSOUND));
    }
    std::fs::read_to_string(path)
}

/// Whether there is something at `path` that must not be read to its end: a pipe, a device, or far too much.
#[must_use]
pub fn is_unsound(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !is_sound(&metadata))
}

fn is_sound(metadata: &Metadata) -> bool {
    metadata.is_file() && metadata.len() <= LIMIT as u64
}

/// Makes room for the rest of a file of which `length` bytes are read; false when it need not or must not be loaded.
fn grow(file: &File, length: usize, buffer: &mut Vec<u8>) -> io::Result<bool> {
    let total = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX).max(length);
    if total > LIMIT || is_binary(&buffer[..length]) {
        return Ok(false);
    }
    // One byte more than the file has, so that the last read finds its end.
    buffer.resize(total.saturating_add(1).max(length + FIRST_READ), 0);
    Ok(true)
}

fn decode(bytes: &[u8]) -> Content<'_> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if is_binary(bytes) => binary(bytes),
        _ => Content::Bytes(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Content<'static> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text = char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER));
    Content::Decoded(std::iter::once('\u{FEFF}').chain(text).collect())
}

fn binary(bytes: &[u8]) -> Content<'static> {
    let packets = bytes.iter().step_by(PACKET).take(3);
    if packets.into_iter().all(|byte| *byte == SYNC) { Content::Video } else { Content::Binary }
}

fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    !utf16 && bytes[..bytes.len().min(SNIFF)].contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(bytes: &[u8]) -> (Option<String>, bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        let mut buffer = Vec::new();
        let content = load(&path, &mut buffer).unwrap();
        (content.text().map(Cow::into_owned), content == Content::TooLarge)
    }

    #[test]
    fn text_is_read_whatever_its_length() {
        for length in [0, 1, FIRST_READ - 1, FIRST_READ, FIRST_READ + 1, 3 * FIRST_READ, 10 << 20] {
            assert_eq!(loaded(&vec![b'x'; length]).0.unwrap().len(), length);
        }
    }

    #[test]
    fn one_buffer_serves_files_in_turn() {
        let folder = tempfile::tempdir().unwrap();
        let mut buffer = Vec::new();
        for length in [200_000, 10, 100_000, 0] {
            let path = folder.path().join("file");
            std::fs::write(&path, vec![b'y'; length]).unwrap();
            assert_eq!(load(&path, &mut buffer).unwrap().bytes().len(), length);
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(loaded(b"\xFF\xFEA\0=\0\xE9\0").0.unwrap(), "\u{FEFF}A=é");
        assert_eq!(loaded(b"\xFE\xFF\0A\0=").0.unwrap(), "\u{FEFF}A=");
        assert_eq!(loaded(b"A=\xE9x").0.unwrap(), "A=\u{FFFD}x");
        assert_eq!(loaded(b"\x7FELF\0\0").0, None);
        assert_eq!(decode(&[b"G\0".as_slice(), &[0; PACKET - 2], b"G@"].concat()), Content::Video);
    }

    #[test]
    fn large_files_are_not_loaded() {
        assert_eq!(loaded(&vec![b'x'; LIMIT + 1]), (None, true));
        assert_eq!(loaded(&vec![0; LIMIT + 1]), (None, false));
    }
}
