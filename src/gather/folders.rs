//! Folders by their paths, relative to the root and with `/`; the root is the empty one.

/// A folder and those around it, from the inside out.
pub(crate) fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(outer, _)| outer))
    })
}

/// A path as it is written from a folder around it.
pub(crate) fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// Whether a folder is another one, or lies in it.
pub(crate) fn holds(outer: &str, folder: &str) -> bool {
    folder == outer || below(outer, folder).is_some()
}
