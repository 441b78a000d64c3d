//! The arrows of ARCHITECTURE.md, checked: every crate depends on what it may and on nothing else of ours.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What each crate may depend on, of ours. A crate that is missing here fails the test: decide, then write it down.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("tgapi", &[]),
    ("tgreorder", &[]),
    ("tgdispatch", &["tgapi", "tgdispatch-macros"]),
    ("tgdispatch-macros", &[]),
    ("tgwebhook", &["tgapi"]),
    ("tgpoll", &["tgapi"]),
    ("tgqueue", &["tgapi"]),
    ("tgsandbox", &["tgapi"]),
    (
        "tgbot",
        &["tgapi", "tgdispatch", "tgdispatch-macros", "tgpoll", "tgqueue", "tgreorder", "tgsandbox", "tgwebhook"],
    ),
    ("xtask", &[]),
    ("workbench", &["tgapi", "tgbot", "tgdispatch", "tgsandbox"]),
    ("tests", &["tgapi", "tgbot", "tgdispatch", "tgpoll", "tgreorder", "tgsandbox", "tgwebhook"]),
];

fn metadata() -> cargo_metadata::Metadata {
    // Offline: the test looks at the lock file that built it, and must not wait for a network.
    MetadataCommand::new().no_deps().other_options(["--offline", "--locked"].map(str::to_owned)).exec().unwrap()
}

#[test]
fn arrows_point_one_way() {
    let metadata = metadata();
    let ours: BTreeSet<_> = metadata.workspace_packages().iter().map(|package| package.name.to_string()).collect();
    let may: BTreeMap<_, BTreeSet<_>> =
        MAY_DEPEND_ON.iter().map(|(name, on)| (*name, on.iter().copied().collect())).collect();
    for package in metadata.workspace_packages() {
        let allowed = may.get(package.name.as_str()).unwrap_or_else(|| panic!("{} is not in the table", package.name));
        for dependency in &package.dependencies {
            let arrow = ours.contains(&dependency.name) && dependency.kind != DependencyKind::Development;
            assert!(
                !arrow || allowed.contains(dependency.name.as_str()) || package.name.as_str() == "tests",
                "{} must not depend on {}",
                package.name,
                dependency.name
            );
        }
    }
}

#[test]
fn library_crates_test_without_each_other() {
    // End-to-end tests live here; a library that needed its users to test itself could not be used alone.
    let metadata = metadata();
    let ours: BTreeSet<_> = metadata.workspace_packages().iter().map(|package| package.name.to_string()).collect();
    for package in metadata.workspace_packages() {
        if ["tests", "workbench", "tgbot"].contains(&package.name.as_str()) {
            continue;
        }
        for dependency in
            package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Development)
        {
            // Itself: with a feature on, for its own tests.
            let itself = dependency.name == *package.name;
            let allowed = !ours.contains(&dependency.name) || dependency.name == "tgapi" || itself;
            assert!(allowed, "{} must not use {} in its tests", package.name, dependency.name);
        }
    }
}

#[test]
fn the_buffer_needs_nothing_by_default() {
    let metadata = metadata();
    let package =
        metadata.workspace_packages().into_iter().find(|package| package.name.as_str() == "tgreorder").unwrap();
    for dependency in &package.dependencies {
        let optional = dependency.optional || dependency.kind == DependencyKind::Development;
        assert!(optional, "tgreorder needs {}", dependency.name);
    }
    assert_eq!(package.features["default"], ["std"]);
}

#[test]
fn the_types_need_no_http_and_the_service_no_server() {
    let metadata = metadata();
    let needs = |package: &str| -> BTreeSet<String> {
        let package =
            metadata.workspace_packages().into_iter().find(|candidate| candidate.name.as_str() == package).unwrap();
        let normal = package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal && !d.optional);
        normal.map(|dependency| dependency.name.clone()).collect()
    };
    for (package, heavy) in
        [("tgapi", &["reqwest", "hyper", "tokio"][..]), ("tgwebhook", &["hyper", "rustls", "reqwest"][..])]
    {
        for name in heavy {
            assert!(!needs(package).contains(*name), "{package} must not need {name}");
        }
    }
}

#[test]
fn no_http_2_and_one_tls_provider() {
    // Telegram and every proxy in front of us speak HTTP/1.1; what is not compiled in cannot be attacked.
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "--workspace",
            "--all-features",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains("rustls"), "{tree}");
    assert!(!names.contains("h2"), "h2 is in the tree");
    assert!(!names.contains("ring"), "a second TLS provider is in the tree");
    assert!(!names.contains("openssl-sys"), "OpenSSL is in the tree");
}
