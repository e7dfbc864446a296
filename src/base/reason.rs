//! What the system says, in the reader's language.

use std::io::{self, ErrorKind};

use super::Bilingual;

/// The system's words, with a Chinese name for what is common.
pub fn reason(error: &io::Error) -> Bilingual {
    let zh = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间不足",
        ErrorKind::ReadOnlyFilesystem => "文件系统是只读的",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::NotFound => "文件不见了",
        ErrorKind::InvalidFilename => "文件名不合规或太长",
        ErrorKind::CrossesDevices => "跨越了文件系统",
        ErrorKind::ResourceBusy => "正被占用",
        ErrorKind::Unsupported => "系统不支持",
        _ => return Bilingual::new(error.to_string(), error.to_string()),
    };
    Bilingual::new(format!("{zh}（{error}）"), error.to_string())
}
