//! Editions and transitions as a drawing: where boxes and lines stand. Editions stand below each other,
//! oldest first, so that it fits a phone; what leads further than to the next one runs beside them, on the
//! right to newer editions and on the left to older ones.

use super::view::{EdgeView, LineView, NodeView};

/// A transition, drawn once however many guides tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrow {
    /// From this edition.
    pub from: usize,
    /// To this edition.
    pub to: usize,
    /// Whether every guide for it knows a way back.
    pub reversible: bool,
    /// Whether some do and others do not.
    pub differs: bool,
}

/// An edition's words in its box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Its name.
    pub name: String,
    /// Its status, or empty.
    pub status: String,
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The width of all.
    pub width: i32,
    /// The height of all.
    pub height: i32,
    /// The boxes, in the order of the labels.
    pub nodes: Vec<NodeView>,
    /// The lines, in the order of the arrows.
    pub edges: Vec<EdgeView>,
}

const BOX: i32 = 184;
const LINE: i32 = 20;
const PAD: i32 = 10;
const GAP: i32 = 52;
const LANE: i32 = 30;
const MARGIN: i32 = 14;
/// The width of a Han character, and of a letter, at the size of names.
const HAN: i32 = 15;
const LETTER: i32 = 9;
/// How far from a box's middle lines leave and arrive.
const ASIDE: i32 = 9;
const HEAD: i32 = 8;
const BEND: i32 = 12;

/// Draws editions and the transitions between them.
pub fn draw(labels: &[Label], arrows: &[Arrow]) -> Drawing {
    let lines: Vec<Vec<String>> = labels.iter().map(|label| wrapped(&label.name)).collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(1);
    let rows =
        i32::try_from(most).unwrap_or(2) + i32::from(labels.iter().any(|l| !l.status.is_empty()));
    let height = 2 * PAD + rows * LINE;
    let lanes = lanes(arrows);
    let count = |side: fn(&Arrow) -> bool| {
        let of_side = arrows.iter().zip(&lanes).filter(|(arrow, _)| side(arrow));
        of_side.filter_map(|(_, lane)| *lane).max().map_or(0, |lane| lane + 1)
    };
    let left = MARGIN + LANE * count(|arrow| arrow.to < arrow.from);
    let right = MARGIN + LANE * count(|arrow| arrow.from < arrow.to);
    let frame = Frame { left, height };
    let nodes = lines.into_iter().zip(labels).zip(0..);
    let nodes: Vec<NodeView> =
        nodes.map(|((lines, label), at)| frame.node(at, lines, &label.status)).collect();
    let edges = arrows.iter().zip(lanes).map(|(arrow, lane)| frame.edge(arrow, lane)).collect();
    let boxes = i32::try_from(labels.len()).unwrap_or(1).max(1);
    Drawing {
        width: left + BOX + right,
        height: 2 * MARGIN + boxes * height + (boxes - 1) * GAP,
        nodes,
        edges,
    }
}

/// A name on at most two lines; what does not fit stands in the list beside the drawing.
fn wrapped(name: &str) -> Vec<String> {
    let room = BOX - 2 * PAD;
    let wide = |c: char| if c.is_ascii() { LETTER } else { HAN };
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in name.chars() {
        if used + wide(c) > room {
            if lines.len() == 2 {
                let last = &mut lines[1];
                last.pop();
                last.push('…');
                break;
            }
            lines.push(String::new());
            used = 0;
        }
        used += wide(c);
        let last = lines.len() - 1;
        lines[last].push(c);
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// The lane of each arrow beside the boxes, the innermost first; none for what leads down to the next
/// box. Short arrows run inside long ones, and no two on one stretch.
fn lanes(arrows: &[Arrow]) -> Vec<Option<i32>> {
    let mut lanes: Vec<Option<i32>> = vec![None; arrows.len()];
    let span = |arrow: &Arrow| (arrow.from.min(arrow.to), arrow.from.max(arrow.to));
    let mut order: Vec<usize> =
        (0..arrows.len()).filter(|at| arrows[*at].to != arrows[*at].from + 1).collect();
    order.sort_by_key(|at| (span(&arrows[*at]).1 - span(&arrows[*at]).0, span(&arrows[*at]), *at));
    for at in order {
        let (low, high) = span(&arrows[at]);
        let beside = |other: &usize| {
            let same_side =
                (arrows[*other].from < arrows[*other].to) == (arrows[at].from < arrows[at].to);
            let (from, to) = span(&arrows[*other]);
            *other != at && same_side && from < high && low < to
        };
        let taken: Vec<i32> =
            (0..arrows.len()).filter(beside).filter_map(|other| lanes[other]).collect();
        lanes[at] = (0..).find(|lane| !taken.contains(lane));
    }
    lanes
}

struct Frame {
    left: i32,
    height: i32,
}

impl Frame {
    fn top(&self, node: usize) -> i32 {
        MARGIN + i32::try_from(node).unwrap_or(0) * (self.height + GAP)
    }

    fn node(&self, at: usize, lines: Vec<String>, status: &str) -> NodeView {
        let (x, y) = (self.left + BOX / 2, self.top(at));
        let rows = i32::try_from(lines.len()).unwrap_or(1) + i32::from(!status.is_empty());
        let first = y + (self.height - rows * LINE) / 2 + 15;
        let line = |(row, words): (i32, String)| LineView { x, y: first + row * LINE, words };
        let lines: Vec<LineView> = (0..).zip(lines).map(line).collect();
        NodeView {
            x: self.left,
            y,
            width: BOX,
            height: self.height,
            status: status.to_owned(),
            status_y: first + (rows - 1) * LINE,
            lines,
        }
    }

    fn edge(&self, arrow: &Arrow, lane: Option<i32>) -> EdgeView {
        let (reversible, differs) = (arrow.reversible, arrow.differs);
        let Some(lane) = lane else {
            let x = self.left + BOX / 2;
            let (from, to) = (self.top(arrow.from) + self.height, self.top(arrow.to));
            return EdgeView {
                line: format!("M{x} {from}V{}", to - HEAD),
                head: format!("M{x} {to}l-5 -{HEAD}h10z"),
                reversible,
                differs,
                // Two signs are wider than one.
                x: x + if differs { 26 } else { 16 },
                y: from + GAP / 2 + 3,
            };
        };
        // Lines leave on the side of the box that they run to, and arrive on the other.
        let down = arrow.from < arrow.to;
        let aside = if down { ASIDE } else { -ASIDE };
        let middle = |node: usize| self.top(node) + self.height / 2;
        let (from, to) = (middle(arrow.from) + aside, middle(arrow.to) - aside);
        let (edge, out) = if down { (self.left + BOX, 1) } else { (self.left, -1) };
        let x = edge + out * (LANE * lane + LANE / 2 + MARGIN / 2);
        let (before, bend, turn) = (x - out * BEND, out * BEND, if down { BEND } else { -BEND });
        EdgeView {
            line: format!(
                "M{edge} {from}H{before}q{bend} 0 {bend} {turn}V{}q0 {turn} {} {turn}H{}",
                to - turn,
                -bend,
                edge + out * HEAD
            ),
            head: format!("M{edge} {to}l{} -5v10z", out * HEAD),
            reversible,
            differs,
            x,
            y: (from + to) / 2 + 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(count: usize) -> Vec<Label> {
        let label = |n| Label { name: format!("版本 {n}"), status: String::new() };
        (0..count).map(label).collect()
    }

    fn arrow(from: usize, to: usize) -> Arrow {
        Arrow { from, to, reversible: true, differs: false }
    }

    #[test]
    fn what_leads_to_the_next_runs_between_the_boxes() {
        let drawing = draw(&labels(3), &[arrow(0, 1), arrow(1, 2)]);
        assert_eq!(drawing.width, BOX + 2 * MARGIN);
        assert!(drawing.edges.iter().all(|edge| edge.line.starts_with("M106 ")));
    }

    #[test]
    fn lanes_never_overlap_and_short_ones_run_inside() {
        let arrows = [arrow(0, 3), arrow(0, 2), arrow(1, 3), arrow(2, 0), arrow(3, 1), arrow(3, 2)];
        assert_eq!(lanes(&arrows), [Some(2), Some(0), Some(1), Some(0), Some(1), Some(0)]);
        let apart = [arrow(0, 2), arrow(2, 4)];
        assert_eq!(lanes(&apart), [Some(0), Some(0)]);
    }

    #[test]
    fn names_take_two_lines_at_most() {
        assert_eq!(wrapped("新版"), ["新版"]);
        assert_eq!(wrapped("一二三四五六七八九十甲乙丙").len(), 2);
        let long = wrapped("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
        assert_eq!(long.len(), 2);
        assert!(long[1].ends_with('…'));
    }

    #[test]
    fn everything_stands_in_the_frame() {
        let arrows = [arrow(0, 3), arrow(0, 2), arrow(3, 0), arrow(1, 2)];
        let drawing = draw(&labels(4), &arrows);
        for node in &drawing.nodes {
            assert!(node.x >= 0 && node.x + node.width <= drawing.width);
            assert!(node.y >= 0 && node.y + node.height <= drawing.height);
        }
        for edge in &drawing.edges {
            assert!(
                (0..=drawing.width).contains(&edge.x) && (0..=drawing.height).contains(&edge.y)
            );
        }
    }
}
