//! Pictures: files of the site, with their size, and those of hosts that the settings name.

use super::address::{join, relative};
use super::follow::Found;
use super::local::{did_you_mean, distance};
use super::part::Part;
use super::{Dweller, LinkScope, Target, decode};
use crate::base::{Bilingual, Diagnostic, SourcePath};
use crate::model::{Link, Picture, host_of};
use crate::plan::Plan;
use crate::plan::catalogue as problem;

/// The most pixels that a picture may have; more costs readers' devices their memory.
const MOST: u64 = 100_000_000;

impl Plan {
    /// Follows the address of a picture that is a file of the site.
    pub(super) fn picture(&self, whole: Part<'_>, scope: &LinkScope<'_>) -> Found {
        if whole.text.trim().is_empty() {
            return Err(problem::empty_link(whole.span()));
        }
        if whole.text.replace('\\', "/").trim_start().starts_with("//") {
            return Err(problem::forbidden_link(whole.span(), whole.text));
        }
        let end = whole.text.find(['#', '?']).unwrap_or(whole.text.len());
        let path = whole.slice(0, end);
        let Some(file) = self.file_of(path, scope) else {
            return Err(problem::link_outside_site(path.span(), path.text));
        };
        let Some(picture) = self.pictures.get(&file) else {
            let known = self.index.by_source.contains_key(&file);
            return Err(if known {
                problem::not_a_picture(path.span(), path.text)
            } else {
                self.dead_picture(path, scope)
            });
        };
        let Some(Dweller::Route(route)) = self.index.by_source.get(&file) else {
            return Err(self.dead_picture(path, scope));
        };
        let url = self.url(route);
        match *picture {
            Picture::Sized(width, height) if u64::from(width) * u64::from(height) > MOST => {
                Err(problem::picture_too_large(path.span(), path.text, width, height))
            }
            Picture::Sized(width, height) => Ok(Target::Picture(url, Some((width, height)))),
            Picture::Scalable => Ok(Target::Picture(url, None)),
            Picture::Empty => Err(problem::empty_picture(path.span(), path.text)),
            Picture::Broken => Err(problem::not_a_picture(path.span(), path.text)),
        }
    }

    /// Lets a picture of another site through where the settings name its host.
    pub(super) fn remote_picture(&self, whole: Part<'_>) -> Found {
        if self.catalog.site.picture_hosts.iter().any(|host| host.holds(whole.text)) {
            return Ok(Target::Url(whole.text.to_owned()));
        }
        let host = host_of(whole.text).unwrap_or("img.example.com").to_ascii_lowercase();
        Err(problem::remote_picture(whole.span(), whole.text, host))
    }

    /// The file that an address means: beside this one, or from the site's root.
    fn file_of(&self, path: Part<'_>, scope: &LinkScope<'_>) -> Option<SourcePath> {
        let decoded = decode(path.text);
        let Some(below) = decoded.strip_prefix('/') else {
            return join(scope.source.folder(), &decoded).map(SourcePath::new);
        };
        let files = ["static", "content"].map(|folder| join(folder, below).map(SourcePath::new));
        let found = files.iter().flatten().find(|file| self.index.by_source.contains_key(*file));
        found.cloned().or_else(|| files.into_iter().flatten().next())
    }

    fn dead_picture(&self, path: Part<'_>, scope: &LinkScope<'_>) -> Diagnostic {
        let written = decode(path.text);
        let spelt = |file: &SourcePath| match file.as_str().strip_prefix("static") {
            Some(below) if written.starts_with('/') => below.to_owned(),
            _ => relative(scope.source.folder(), file.as_str()),
        };
        let near = self
            .pictures
            .keys()
            .map(spelt)
            .filter_map(|known| distance(&written, &known).map(|distance| (distance, known)));
        let help = near.min().map_or_else(
            || {
                Bilingual::new(
                    "把图片放在文章旁边，写它的文件名；或放进 static/，写 / 开头的路径",
                    "put the picture beside the article and write its file name, or put it into static/ and write a path that begins with /",
                )
            },
            |(_, known)| did_you_mean(&known),
        );
        problem::missing_picture(path.span(), path.text, help)
    }
}

/// What is worth a warning about a picture that is there.
pub fn remarks(link: &Link, target: &Target, scope: &LinkScope<'_>, out: &mut Vec<Diagnostic>) {
    if !link.image || *target == Target::Broken {
        return;
    }
    if link.words.trim().is_empty() {
        out.push(problem::picture_without_words(scope.source.at(link.at)));
    }
}
