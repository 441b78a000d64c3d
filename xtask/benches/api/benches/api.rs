//! The cases of `cargo xtask bench api` under criterion, with its statistics and plots.

use criterion::{Criterion, criterion_group, criterion_main};

fn all(criterion: &mut Criterion) {
    for case in api_bench::cases() {
        let mut group = criterion.benchmark_group(case.name);
        for (name, work) in &case.contenders {
            group.bench_function(*name, |bencher| bencher.iter(work));
        }
        group.finish();
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
