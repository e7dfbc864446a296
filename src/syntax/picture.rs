//! Pictures: what their first bytes say. They are never decoded.

use crate::base::SourcePath;
use crate::model::Picture;

/// How many bytes from a picture's beginning are looked at.
pub const HEAD: usize = 256 << 10;

/// The endings of files that browsers show as pictures.
const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

/// Whether a file's name says that it is a picture which browsers show.
pub fn is_picture(path: &SourcePath) -> bool {
    let ending = path.file_name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}

/// What a picture's first bytes say of it.
pub fn read(path: &SourcePath, head: &[u8]) -> Picture {
    if head.iter().all(u8::is_ascii_whitespace) {
        return Picture::Empty;
    }
    if path.file_name().to_ascii_lowercase().ends_with(".svg") {
        let text = String::from_utf8_lossy(head);
        return if text.contains("<svg") { Picture::Scalable } else { Picture::Broken };
    }
    match imagesize::blob_size(head) {
        Ok(size) => {
            let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            Picture::Sized(side(size.width), side(size.height))
        }
        // A header that goes on behind what was read is none the worse for it.
        Err(_) if head.len() == HEAD && imagesize::image_type(head).is_ok() => Picture::Scalable,
        Err(_) => Picture::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_enough() {
        let png = |width: u32, height: u32| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend(width.to_be_bytes());
            bytes.extend(height.to_be_bytes());
            bytes
        };
        let read = |bytes: &[u8]| read(&SourcePath::new("static/a.png"), bytes);
        assert_eq!(read(&png(30_000, 30_000)), Picture::Sized(30_000, 30_000));
        assert_eq!(read(b""), Picture::Empty);
        assert_eq!(read("不是图片".as_bytes()), Picture::Broken);
    }
}
