//! What can be typed to make sites and files.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `crosswalk init`.
#[derive(Args, Debug)]
pub struct Init {
    /// The folder, new or empty / 文件夹，要新的或空的
    pub dir: Option<PathBuf>,
}

/// `crosswalk new`.
#[derive(Args, Debug)]
pub struct New {
    /// What to make.
    #[command(subcommand)]
    pub kind: NewKind,
}

/// What every new file takes.
#[derive(Args, Debug)]
pub struct NewFile {
    /// The title, in quotes, or an address: hello-world / 标题（放在引号里），或网址
    pub name: String,
    /// The address or id, in place of the suggested one / 网址或代号
    #[arg(long)]
    pub slug: Option<String>,
    /// The title, where NAME is an address / 标题
    #[arg(long, allow_hyphen_values = true)]
    pub title: Option<String>,
    /// Pretend that it is this moment (2026-01-31, or RFC 3339) / 假定现在是这个时刻
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// What to make.
#[derive(Subcommand, Debug)]
pub enum NewKind {
    /// An article: content/news/<date>-<slug>.md / 文章
    Article {
        /// What every new file takes.
        #[command(flatten)]
        file: NewFile,
        /// The folder below content/ / content/ 里的栏目文件夹
        #[arg(long, value_name = "FOLDER")]
        section: Option<String>,
        /// The language, of those in the settings / 语言
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// A plain page: content/<slug>.md / 单独的页面
    Page {
        /// What every new file takes.
        #[command(flatten)]
        file: NewFile,
        /// The language, of those in the settings / 语言
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// A product with an empty matrix: content/products/<id>/product.yaml / 产品
    Product {
        /// What every new file takes.
        #[command(flatten)]
        file: NewFile,
    },
    /// A feature at the end of a group, unknown in every edition: exmail/secret-mail / 功能
    Feature {
        /// What every new file takes.
        #[command(flatten)]
        file: NewFile,
        /// The group, where the product has several / 放进哪个分组
        #[arg(long, value_name = "ID")]
        group: Option<String>,
    },
    /// An upgrade guide: exmail/free-to-basic / 升级指南
    Upgrade {
        /// What every new file takes.
        #[command(flatten)]
        file: NewFile,
        /// The edition that it leads from / 从哪个版本
        #[arg(long, value_name = "EDITION")]
        from: Option<String>,
        /// The edition that it leads to / 到哪个版本
        #[arg(long, value_name = "EDITION")]
        to: Option<String>,
    },
}

impl NewKind {
    /// The archetype's name.
    pub fn archetype(&self) -> &'static str {
        match self {
            Self::Article { .. } => "article",
            Self::Page { .. } => "page",
            Self::Product { .. } => "product",
            Self::Feature { .. } => "feature",
            Self::Upgrade { .. } => "upgrade",
        }
    }

    /// What every new file takes.
    pub fn file(&self) -> &NewFile {
        match self {
            Self::Article { file, .. }
            | Self::Page { file, .. }
            | Self::Product { file }
            | Self::Feature { file, .. }
            | Self::Upgrade { file, .. } => file,
        }
    }
}
