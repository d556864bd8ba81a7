//! Whether Go's `encoding/json` takes a text, and what it says where it does not.
//!
//! The node reads its JSON files with it; no other reader reports the same byte in the same words.

/// A byte at which Go's decoder stops, and its message.
pub(super) type Flaw = (usize, String);

/// Go's decoder refuses deeper nesting than this.
const MAX_DEPTH: usize = 10_000;

/// Checks a whole text.
///
/// # Errors
/// What Go's decoder says, and at which byte.
pub(super) fn check(text: &str) -> Result<(), Flaw> {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0, open: Vec::new() };
    scanner.value()?;
    while let Some(open) = scanner.open.last().copied() {
        scanner.after_value(open)?;
    }
    scanner.blanks();
    if scanner.at < scanner.bytes.len() { scanner.unexpected("after top-level value") } else { Ok(()) }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The closing bytes of the collections that are open.
    open: Vec<u8>,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn unexpected(&self, context: &str) -> Result<(), Flaw> {
        Err(match self.peek() {
            Some(byte) => (self.at, format!("invalid character {} {context}", quoted(byte))),
            None => (self.at, "unexpected end of JSON input".into()),
        })
    }

    /// Takes a value; of a collection only its head, down to the first value that is none.
    fn value(&mut self) -> Result<(), Flaw> {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'{') => {
                    if !self.enter(b'}')? {
                        return Ok(());
                    }
                    self.key()?;
                }
                Some(b'[') => {
                    if !self.enter(b']')? {
                        return Ok(());
                    }
                }
                _ => return self.scalar(),
            }
        }
    }

    /// Goes into a collection; false when it is empty and already left again.
    fn enter(&mut self, close: u8) -> Result<bool, Flaw> {
        self.at += 1;
        self.open.push(close);
        if self.open.len() > MAX_DEPTH {
            return Err((self.at, "exceeded max depth".into()));
        }
        self.blanks();
        if self.peek() == Some(close) {
            self.at += 1;
            self.open.pop();
            return Ok(false);
        }
        Ok(true)
    }

    fn key(&mut self) -> Result<(), Flaw> {
        self.blanks();
        if self.peek() != Some(b'"') {
            return self.unexpected("looking for beginning of object key string");
        }
        self.string()?;
        self.blanks();
        if self.peek() != Some(b':') {
            return self.unexpected("after object key");
        }
        self.at += 1;
        Ok(())
    }

    fn after_value(&mut self, close: u8) -> Result<(), Flaw> {
        self.blanks();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                if close == b'}' {
                    self.key()?;
                }
                self.value()
            }
            Some(byte) if byte == close => {
                self.at += 1;
                self.open.pop();
                Ok(())
            }
            _ if close == b'}' => self.unexpected("after object key:value pair"),
            _ => self.unexpected("after array element"),
        }
    }

    fn scalar(&mut self) -> Result<(), Flaw> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => self.unexpected("looking for beginning of value"),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Flaw> {
        for byte in word.bytes() {
            if self.peek() != Some(byte) {
                return self.unexpected(&format!("in literal {word} (expecting {})", quoted(byte)));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), Flaw> {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) | None => return self.unexpected("in string literal"),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<(), Flaw> {
        self.at += 1;
        match self.peek() {
            Some(b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return self.unexpected("in \\u hexadecimal character escape");
                    }
                    self.at += 1;
                }
            }
            _ => return self.unexpected("in string escape code"),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Flaw> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return self.unexpected("in numeric literal"),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.some_digits("after decimal point in numeric literal")?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits("in exponent of numeric literal")?;
        }
        Ok(())
    }

    fn some_digits(&mut self, context: &str) -> Result<(), Flaw> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.unexpected(context);
        }
        self.digits();
        Ok(())
    }
}

/// A byte as Go's messages name it: the character of that number, whatever the text's encoding.
fn quoted(byte: u8) -> String {
    match byte {
        b'\'' => r"'\''".into(),
        b'"' => "'\"'".into(),
        b'\\' => r"'\\'".into(),
        b'\n' => r"'\n'".into(),
        b'\r' => r"'\r'".into(),
        b'\t' => r"'\t'".into(),
        0..=0x1f | 0x7f => format!(r"'\x{byte:02x}'"),
        0x80..=0xa0 | 0xad => format!(r"'\u{byte:04x}'"),
        _ => format!("'{}'", char::from(byte)),
    }
}
