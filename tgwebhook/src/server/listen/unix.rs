//! A Unix socket, for a proxy on the same machine. Its file appears whole, with its rights, and goes with its server.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

use super::{Listener, NO_ADDRESS};

/// A socket and its file, which is removed when dropped.
#[derive(Debug)]
pub(in crate::server) struct UnixSocket {
    listener: UnixListener,
    path: PathBuf,
    /// Another server may have taken the path since.
    inode: u64,
}

impl UnixSocket {
    /// Listens at `path`, with these rights. A file that a dead server left is replaced, one that somebody listens at
    /// is not, nor anything that is no socket.
    pub(in crate::server) fn bind(path: &Path, mode: u32) -> io::Result<Self> {
        match fs::symlink_metadata(path) {
            Ok(found) if !found.file_type().is_socket() => return Err(io::ErrorKind::AlreadyExists.into()),
            Ok(_) if std::os::unix::net::UnixStream::connect(path).is_ok() => {
                return Err(io::ErrorKind::AddrInUse.into());
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        // Beside it first, and then renamed: nobody can connect before the rights are right.
        let mut random = [0_u8; 4];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(format!(".{:08x}", u32::from_ne_bytes(random)));
        let fresh = path.with_file_name(name);
        let listener = UnixListener::bind(&fresh)?;
        let placed = fs::set_permissions(&fresh, fs::Permissions::from_mode(mode))
            .and_then(|()| fs::metadata(&fresh))
            .and_then(|found| fs::rename(&fresh, path).map(|()| found.ino()));
        match placed {
            Ok(inode) => Ok(Self { listener, path: path.to_owned(), inode }),
            Err(error) => {
                let _ = fs::remove_file(&fresh);
                Err(error)
            }
        }
    }
}

impl Listener for UnixSocket {
    type Io = UnixStream;

    async fn accept(&mut self) -> io::Result<(UnixStream, SocketAddr)> {
        let (stream, _) = self.listener.accept().await?;
        Ok((stream, NO_ADDRESS))
    }
}

impl Drop for UnixSocket {
    fn drop(&mut self) {
        if fs::symlink_metadata(&self.path).is_ok_and(|found| found.ino() == self.inode) {
            let _ = fs::remove_file(&self.path);
        }
    }
}
