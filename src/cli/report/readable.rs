//! Bytes that are no text, shown as far as they are.

/// What can be read of bytes that are no UTF-8, one byte for each that cannot, so that offsets hold. In
/// another encoding only ASCII can; what looks like more would be chance.
pub fn readable(bytes: &[u8]) -> String {
    let wide = |text: &str| text.bytes().filter(|b| !b.is_ascii()).count();
    let kept: usize = bytes.utf8_chunks().map(|chunk| wide(chunk.valid())).sum();
    let lost: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        if kept > lost {
            text.push_str(chunk.valid());
        } else {
            text.extend(
                chunk.valid().bytes().map(|b| if b.is_ascii() { char::from(b) } else { '?' }),
            );
        }
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_broken_character_hides_no_other() {
        assert_eq!(readable("名字: 网\u{76d8}".as_bytes()), "名字: 网盘");
        let cut = "名字: 网盘".as_bytes();
        assert_eq!(readable(&cut[..cut.len() - 1]), "名字: 网??");
        // 名字 in GBK.
        assert_eq!(readable(b"\xc3\xfb\xd7\xd6: x"), "????: x");
    }
}
