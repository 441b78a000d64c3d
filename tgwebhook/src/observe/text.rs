//! The text that Prometheus reads. <https://prometheus.io/docs/instrumenting/exposition_formats/>

use std::fmt::{Display, Write};
use std::time::Duration;

use crate::histogram::Durations;

/// Collects measurements as text. Those of one name have to be added one after another.
#[derive(Debug, Default)]
pub struct MetricsText {
    text: String,
    last: &'static str,
}

/// Names and values that tell one measurement from another of the same name.
type Labels<'a> = &'a [(&'static str, &'a str)];

impl MetricsText {
    /// Something that only grows. Its name ends with `_total`.
    pub fn counter(&mut self, name: &'static str, help: &str, labels: Labels<'_>, value: u64) {
        self.describe(name, help, "counter");
        self.line(name, "", labels, None, value);
    }

    /// Something that is what it is at the moment.
    pub fn gauge(&mut self, name: &'static str, help: &str, labels: Labels<'_>, value: f64) {
        self.describe(name, help, "gauge");
        self.line(name, "", labels, None, value);
    }

    /// How often something took how long. Its name ends with `_seconds`.
    pub fn histogram(&mut self, name: &'static str, help: &str, labels: Labels<'_>, durations: &Durations) {
        self.describe(name, help, "histogram");
        for (bound, count) in durations.at_most() {
            self.line(name, "_bucket", labels, Some(bound.as_secs_f64()), count);
        }
        let count = durations.count();
        self.line(name, "_bucket", labels, Some(f64::INFINITY), count);
        self.line(name, "_sum", labels, None, durations.sum.as_secs_f64());
        self.line(name, "_count", labels, None, count);
    }

    /// As [`histogram`](Self::histogram), of numbers counted elsewhere: pairs of an upper bound (`None`: no bound) and how
    /// many were above the bound before and not above this one. Their sum is not known, so none is shown.
    pub fn buckets(
        &mut self,
        name: &'static str,
        help: &str,
        labels: Labels<'_>,
        buckets: impl IntoIterator<Item = (Option<Duration>, u64)>,
    ) {
        self.describe(name, help, "histogram");
        let mut so_far = 0;
        for (bound, count) in buckets {
            so_far += count;
            let bound = bound.map_or(f64::INFINITY, |bound| bound.as_secs_f64());
            self.line(name, "_bucket", labels, Some(bound), so_far);
        }
        self.line(name, "_count", labels, None, so_far);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Once for each name.
    fn describe(&mut self, name: &'static str, help: &str, kind: &str) {
        if self.last == name {
            return;
        }
        self.last = name;
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, suffix: &str, labels: Labels<'_>, bound: Option<f64>, value: impl Display) {
        let mut pairs: Vec<String> =
            labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        if let Some(bound) = bound {
            let bound = if bound.is_infinite() { "+Inf".to_owned() } else { bound.to_string() };
            pairs.push(format!("le=\"{bound}\""));
        }
        let labels = if pairs.is_empty() { String::new() } else { format!("{{{}}}", pairs.join(",")) };
        let _ = writeln!(self.text, "{name}{suffix}{labels} {value}");
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::histogram::Histogram;

    #[test]
    fn the_text_is_what_prometheus_reads() {
        let mut text = MetricsText::default();
        text.counter("a_total", "All of \"a\".\nReally.", &[("bot", "x\"y\\z\n")], 7);
        text.counter("a_total", "ignored", &[("bot", "b")], 8);
        text.gauge("g", "G.", &[], 0.5);
        let histogram = Histogram::default();
        histogram.add(Duration::from_millis(2));
        text.histogram("h_seconds", "H.", &[("bot", "b")], &histogram.read());
        text.buckets("b_seconds", "B.", &[], [(Some(Duration::from_millis(1)), 2), (None, 3)]);
        let text = text.finish();
        let start = concat!(
            "# HELP a_total All of \"a\".\\nReally.\n# TYPE a_total counter\n",
            "a_total{bot=\"x\\\"y\\\\z\\n\"} 7\na_total{bot=\"b\"} 8\n",
            "# HELP g G.\n# TYPE g gauge\ng 0.5\n",
            "# HELP h_seconds H.\n# TYPE h_seconds histogram\n",
            "h_seconds_bucket{bot=\"b\",le=\"0.001\"} 0\nh_seconds_bucket{bot=\"b\",le=\"0.005\"} 1\n",
        );
        assert!(text.starts_with(start), "{text}");
        let end = concat!(
            "h_seconds_bucket{bot=\"b\",le=\"300\"} 1\nh_seconds_bucket{bot=\"b\",le=\"+Inf\"} 1\n",
            "h_seconds_sum{bot=\"b\"} 0.002\nh_seconds_count{bot=\"b\"} 1\n",
            "# HELP b_seconds B.\n# TYPE b_seconds histogram\n",
            "b_seconds_bucket{le=\"0.001\"} 2\nb_seconds_bucket{le=\"+Inf\"} 5\nb_seconds_count 5\n",
        );
        assert!(text.ends_with(end), "{text}");
    }
}
