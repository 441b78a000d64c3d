//! An SVG of the tables: one panel each, a group of bars per pattern, time per item on a logarithmic axis.

use std::fmt::Write as _;

use crate::plan::OURS;
use crate::results::Table;

const WIDTH: f64 = 1100.0;
const PANEL: f64 = 300.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 46.0;
const LEGEND: f64 = 250.0;
/// Distinguishable without colour vision, too: they differ in lightness.
const COLOURS: [&str; 9] =
    ["#0b3d91", "#bdbdbd", "#969696", "#f4a582", "#d6604d", "#b2182b", "#92c5de", "#4393c3", "#5aae61"];

pub(crate) fn draw(tables: &[Table], machine: &str) -> String {
    let height = PANEL * tables.len() as f64 + TOP;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"{LEFT}\" y=\"20\">{}</text>\n",
        escape(&format!("Medians, lower is better. {machine}"))
    );
    // A contender has the same colour in all panels.
    let mut all: Vec<&str> = Vec::new();
    for row in tables.iter().flat_map(|table| &table.columns).flat_map(|column| &column.rows) {
        if !all.contains(&row.name) {
            all.push(row.name);
        }
    }
    let colour = |name: &str| COLOURS[all.iter().position(|known| *known == name).unwrap_or(0) % COLOURS.len()];
    for (at, table) in tables.iter().enumerate() {
        panel(&mut svg, table, TOP + PANEL * at as f64, &colour);
    }
    svg.push_str("</svg>\n");
    svg
}

fn panel(svg: &mut String, table: &Table, top: f64, colour: &dyn Fn(&str) -> &'static str) {
    let values = || table.columns.iter().flat_map(|column| column.rows.iter().map(|row| row.value));
    let low = values().fold(f64::INFINITY, f64::min).log10().floor();
    let high = values().fold(0.0, f64::max).log10().ceil().max(low + 1.0);
    let (base, ceiling, right) = (top + PANEL - BOTTOM, top + 30.0, WIDTH - LEGEND);
    let y = |value: f64| base - (value.log10() - low) / (high - low) * (base - ceiling);
    let _ =
        writeln!(svg, "<text x=\"{LEFT}\" y=\"{}\" font-weight=\"bold\">{}</text>", top + 16.0, escape(&table.title));
    let middle = (base + ceiling) / 2.0;
    let _ = writeln!(
        svg,
        "<text x=\"18\" y=\"{middle}\" transform=\"rotate(-90 18 {middle})\" text-anchor=\"middle\">{} (logarithmic)</text>",
        table.unit
    );
    let mut decade = low;
    while decade <= high {
        for step in [1.0, 2.0, 5.0] {
            let value = 10_f64.powf(decade) * step;
            if value.log10() <= high + 1e-9 {
                let (at, shade) = (y(value), if step == 1.0 { "#999" } else { "#ddd" });
                let _ = writeln!(
                    svg,
                    "<line x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{right}\" y2=\"{at:.1}\" stroke=\"{shade}\"/>"
                );
                let _ = writeln!(
                    svg,
                    "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" font-size=\"10\">{value}</text>",
                    LEFT - 6.0,
                    at + 3.5
                );
            }
        }
        decade += 1.0;
    }
    let mut names: Vec<&str> = Vec::new();
    for row in table.columns.iter().flat_map(|column| &column.rows) {
        if !names.contains(&row.name) {
            names.push(row.name);
        }
    }
    let width = (right - LEFT) / table.columns.len() as f64;
    let bar = (width * 0.86 / names.len() as f64).min(40.0);
    for (group, column) in table.columns.iter().enumerate() {
        let left = LEFT + width * group as f64 + (width - bar * names.len() as f64) / 2.0;
        for row in &column.rows {
            let at = names.iter().position(|name| *name == row.name).unwrap_or(0);
            let (x, top) = (left + bar * at as f64, y(row.value));
            let colour = colour(row.name);
            let _ = writeln!(
                svg,
                "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{colour}\"><title>{}: {:.1} {}</title></rect>",
                bar - 1.0,
                (base - top).max(0.5),
                escape(row.name),
                row.value,
                table.unit
            );
            if row.name == OURS {
                let _ = writeln!(
                    svg,
                    "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"10\">{:.0}</text>",
                    x + bar / 2.0,
                    top - 3.0,
                    row.value
                );
            }
        }
        let middle = LEFT + width * (group as f64 + 0.5);
        let _ = writeln!(
            svg,
            "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            base + 17.0,
            escape(&column.title)
        );
    }
    let _ = writeln!(svg, "<line x1=\"{LEFT}\" y1=\"{base}\" x2=\"{right}\" y2=\"{base}\" stroke=\"black\"/>");
    for (at, name) in names.iter().enumerate() {
        let line = ceiling + 18.0 * at as f64;
        let _ = writeln!(
            svg,
            "<rect x=\"{}\" y=\"{line}\" width=\"11\" height=\"11\" fill=\"{}\"/>",
            right + 16.0,
            colour(name)
        );
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", right + 32.0, line + 10.0, escape(name));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
