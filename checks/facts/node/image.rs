//! References to images of go-livepeer.

/// A reference to an image, in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The registry and repository, without tag and digest.
    pub repository: &'a str,
    /// The tag, if one is given.
    pub tag: Option<&'a str>,
    /// Whether a digest pins it.
    pub has_digest: bool,
}

impl<'a> Reference<'a> {
    /// Takes a reference apart; a tag stands behind the last slash, where a port may not.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let (named, digest) = text.split_once('@').map_or((text, false), |(named, _)| (named, true));
        let name_at = named.rfind('/').map_or(0, |slash| slash + 1);
        match named[name_at..].find(':') {
            Some(colon) => Self {
                repository: &named[..name_at + colon],
                tag: Some(&named[name_at + colon + 1..]),
                has_digest: digest,
            },
            None => Self { repository: named, tag: None, has_digest: digest },
        }
    }

    /// Whether it is the image that go-livepeer's authors publish; forks have flags of their own.
    #[must_use]
    pub fn is_official(&self) -> bool {
        let repository = self.repository.strip_prefix("docker.io/").unwrap_or(self.repository);
        repository == "livepeer/go-livepeer"
    }

    /// Whether the image stays the same: a digest, or a tag with a version in it.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        let commit = |tag: &str| tag.len() >= 7 && tag.bytes().all(|byte| byte.is_ascii_hexdigit());
        let version = |tag: &str| {
            tag.strip_prefix('v').unwrap_or(tag).starts_with(|c: char| c.is_ascii_digit()) && tag.contains('.')
        };
        let tag = |tag: &str| tag.contains('$') || version(tag) || commit(tag) || tag.starts_with("sha-");
        self.has_digest || self.tag.is_some_and(tag)
    }

    /// The version its tag names, as major and minor; `None` for a tag that moves.
    #[must_use]
    pub fn version(&self) -> Option<(u32, u32)> {
        let tag = self.tag?;
        let mut parts = tag.strip_prefix('v').unwrap_or(tag).split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }

    /// Whether it has the flags this program knows: the official image, from v0.8 on to the one the list was made from.
    #[must_use]
    pub fn has_known_flags(&self) -> bool {
        let moves = !self.has_digest && (self.tag.is_none() || matches!(self.tag, Some("latest" | "master")));
        self.is_official() && (moves || self.version().is_some_and(|version| ((0, 8)..=(0, 9)).contains(&version)))
    }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn references_are_taken_apart() {
        let plain = Reference::new("livepeer/go-livepeer");
        assert_eq!((plain.tag, plain.is_official(), plain.is_pinned()), (None, true, false));
        let port = Reference::new("registry:5000/livepeer/go-livepeer:v0.9.1");
        assert_eq!((port.tag, port.is_official(), port.is_pinned()), (Some("v0.9.1"), false, true));
        assert_eq!(Reference::new("livepeer/go-livepeer:0.5.33").version(), Some((0, 5)));
        assert!(!Reference::new("livepeer/go-livepeer:0.5.33").has_known_flags());
        assert!(!Reference::new("livepeer/go-livepeer:ai-video").is_pinned());
        assert!(Reference::new("livepeer/go-livepeer@sha256:0123").is_pinned());
    }
}
