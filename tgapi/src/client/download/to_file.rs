//! A download to disk: into a part beside the file, which takes its place when it is whole.

use std::ffi::OsString;
use std::io::{ErrorKind, SeekFrom};
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use super::Download;
use super::error::DownloadError;

/// How much is handed to the disk at a time.
const WRITE: usize = 128 << 10;

pub(super) async fn to_file(mut download: Download, path: &Path) -> Result<u64, DownloadError> {
    let part = part_of(path, &download.file.file_unique_id);
    let on_part = |source| DownloadError::Disk { path: part.clone(), source };
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(false).open(&part).await.map_err(on_part)?;
    // It would copy up to 2 MiB before each write.
    file.set_max_buf_size(WRITE);
    let have = file.metadata().await.map_err(on_part)?.len();
    // Longer than the file is: not of this file.
    let of_another = download.file.file_size.and_then(|size| u64::try_from(size).ok()).is_some_and(|size| have > size);
    download.start = if of_another { 0 } else { have };
    if of_another {
        file.set_len(0).await.map_err(on_part)?;
    }
    let written = match write(download.clone(), &mut file).await {
        Err(Failure::Download(DownloadError::Changed { .. })) if download.start > 0 => {
            // What was kept is of no use.
            download.start = 0;
            file.set_len(0).await.map_err(on_part)?;
            write(download, &mut file).await
        }
        written => written,
    };
    let written = match written {
        Ok(written) => written,
        Err(Failure::Disk(source)) => return Err(on_part(source)),
        Err(Failure::Download(error)) => {
            let is_empty = file.metadata().await.is_ok_and(|metadata| metadata.len() == 0);
            if is_empty || matches!(error, DownloadError::TooLarge { .. }) {
                drop(file);
                // It is in nobody's way if it cannot be removed.
                let _ = fs::remove_file(&part).await;
            }
            return Err(error);
        }
    };
    file.set_len(written).await.map_err(on_part)?;
    // Whole on disk before it gets its name, or a power failure could leave an empty file of that name.
    file.sync_data().await.map_err(on_part)?;
    drop(file);
    match fs::rename(&part, path).await {
        Ok(()) => Ok(written),
        // Another download of the same file to the same place has done it: both wrote the same.
        Err(error) if error.kind() == ErrorKind::NotFound && fs::try_exists(path).await.unwrap_or(false) => Ok(written),
        Err(source) => Err(DownloadError::Disk { path: path.to_owned(), source }),
    }
}

enum Failure {
    Download(DownloadError),
    Disk(std::io::Error),
}

/// Writes the rest of the file to its place, and gives the length of the whole.
async fn write(download: Download, file: &mut fs::File) -> Result<u64, Failure> {
    let mut end = download.start;
    file.seek(SeekFrom::Start(end)).await.map_err(Failure::Disk)?;
    let mut fetch = download.fetch();
    let result = loop {
        match fetch.next().await {
            Ok(Some(piece)) => {
                file.write_all(&piece).await.map_err(Failure::Disk)?;
                end += piece.len() as u64;
            }
            Ok(None) => break Ok(end),
            Err(error) => break Err(Failure::Download(error)),
        }
    };
    // What has come is kept, also of a download that failed.
    file.flush().await.map_err(Failure::Disk)?;
    result
}

/// `NAME.UNIQUE_ID.part`, in the same folder.
fn part_of(path: &Path, unique_id: &str) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    // The server's word, and part of a path here.
    let unique_id: String = unique_id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    name.push(format!(".{unique_id}.part"));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_stays_in_the_folder() {
        assert_eq!(part_of(Path::new("a/b.pdf"), "AgAD-_1"), Path::new("a/b.pdf.AgAD-_1.part"));
        assert_eq!(part_of(Path::new("a/b"), "../../x"), Path::new("a/b.x.part"));
    }
}
