//! Which certificate a client gets, by the name it asks for (SNI). Can be changed while it is in use.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::{Certificate, CertificateError, CertificateHandle};

/// The certificates of a server: one for each of some names, and one for everybody else. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct CertificatesByName {
    table: Arc<ArcSwap<Table>>,
}

#[derive(Clone, Debug, Default)]
struct Table {
    general: Option<CertificateHandle>,
    #[cfg(feature = "acme")]
    acme: Option<crate::acme::Acme>,
    /// In small letters; a name may begin with `*.`.
    by_name: HashMap<String, CertificateHandle>,
}

impl CertificatesByName {
    /// For whoever asks for no name, or for one that has none of its own.
    pub(crate) fn set_general(&self, certificate: &CertificateHandle) {
        self.change(|table| table.general = Some(certificate.clone()));
    }

    pub(crate) fn add(&self, name: &str, certificate: &CertificateHandle) {
        let name = normal(name);
        self.change(|table| _ = table.by_name.insert(name.clone(), certificate.clone()));
    }

    pub(crate) fn remove(&self, name: &str) -> bool {
        let name = normal(name);
        let mut found = false;
        self.change(|table| found = table.by_name.remove(&name).is_some());
        found
    }

    /// Without any, there is no TLS.
    pub(crate) fn is_empty(&self) -> bool {
        let table = self.table.load();
        let is_empty = table.general.is_none() && table.by_name.is_empty();
        #[cfg(feature = "acme")]
        let is_empty = is_empty && table.acme.is_none();
        is_empty
    }

    /// For its hosts, and for whoever asks for another one if there is no general certificate.
    #[cfg(feature = "acme")]
    pub(crate) fn set_acme(&self, acme: &crate::acme::Acme) {
        self.change(|table| table.acme = Some(acme.clone()));
    }

    /// Whether an authority has to be answered.
    #[cfg(feature = "acme")]
    pub(crate) fn has_acme(&self) -> bool {
        self.table.load().acme.is_some()
    }

    /// Whether whoever asks for this name is shown a certificate for it. Nothing is wrong where there is none yet.
    pub(crate) fn check_host(&self, host: &str) -> Result<(), CertificateError> {
        self.shown(Some(host)).map_or(Ok(()), |certificate| certificate.check_host(host))
    }

    /// Where there is a general certificate, it is given for whatever name is asked: Telegram checks what it gets.
    fn shown(&self, name: Option<&str>) -> Option<Certificate> {
        let found = self.find(name).map(|handle| handle.current());
        #[cfg(feature = "acme")]
        if let Some(obtained) = self.table.load().acme.as_ref().and_then(crate::acme::Acme::current) {
            let is_its_host = name.is_some_and(|name| obtained.check_host(name).is_ok());
            if is_its_host || found.is_none() {
                return Some(obtained);
            }
        }
        found
    }

    fn change(&self, mut change: impl FnMut(&mut Table)) {
        self.table.rcu(|table| {
            let mut table = Table::clone(table);
            change(&mut table);
            table
        });
    }

    fn find(&self, name: Option<&str>) -> Option<CertificateHandle> {
        let table = self.table.load();
        let own = name.filter(|_| !table.by_name.is_empty()).and_then(|name| {
            let name = normal(name);
            let wild = || name.split_once('.').and_then(|(_, rest)| table.by_name.get(&format!("*.{rest}")));
            table.by_name.get(&name).or_else(wild)
        });
        own.or(table.general.as_ref()).cloned()
    }
}

fn normal(name: &str) -> String {
    name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase()
}

impl ResolvesServerCert for CertificatesByName {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let name = hello.server_name();
        #[cfg(feature = "acme")]
        if let Some(acme) = &self.table.load().acme
            && crate::acme::Challenges::is_asked(&hello)
        {
            return acme.challenges().answer(name);
        }
        self.shown(name).map(|certificate| certificate.key)
    }
}

impl fmt::Debug for CertificatesByName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.table.load();
        f.debug_struct("CertificatesByName").field("general", &table.general).field("by_name", &table.by_name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_their_own_and_others_the_general_one() {
        let certificates = CertificatesByName::default();
        let hosts =
            |name: Option<&str>| certificates.find(name).map(|found| found.current().public().hosts().join(" "));
        let handle = |name: &str| CertificateHandle::new(Certificate::self_signed([name]).unwrap());
        assert!(certificates.is_empty());
        certificates.add("A.example", &handle("a.example"));
        certificates.add("*.many.example", &handle("*.many.example"));
        assert!(!certificates.is_empty());
        assert_eq!(hosts(Some("a.EXAMPLE")).as_deref(), Some("a.example"));
        assert_eq!(hosts(Some("x.many.example")).as_deref(), Some("*.many.example"));
        for stranger in [None, Some("b.example"), Some("many.example"), Some("x.y.many.example"), Some("example")] {
            assert_eq!(hosts(stranger), None, "{stranger:?}");
        }
        certificates.check_host("b.example").unwrap();
        certificates.set_general(&handle("all.example"));
        certificates.check_host("a.example").unwrap();
        assert!(matches!(certificates.check_host("b.example"), Err(CertificateError::Host { .. })));
        assert_eq!(hosts(None).as_deref(), Some("all.example"));
        assert_eq!(hosts(Some("b.example")).as_deref(), Some("all.example"));
        assert_eq!(hosts(Some("a.example")).as_deref(), Some("a.example"));
        assert!(certificates.remove("a.example.") && !certificates.remove("a.example"));
        assert_eq!(hosts(Some("a.example")).as_deref(), Some("all.example"));
    }
}
