// Package blob keeps the bytes of files: in a local folder by default, or wherever
// a URL of gocloud.dev/blob names (s3://bucket?region=…).
//
// What is kept is named by its content: Hash is the SHA-256 of the bytes, so the
// same file is there once, however many name it, and never changes. What is derived
// from it (thumbnails, tiles) lies beside it. Names that come from people are never
// part of a key.
//
// A write counts when it is whole: a folder's file is written beside its place,
// synced, renamed, and the folder synced; buckets do likewise. One that breaks off
// leaves nothing that is read.
//
// Nobody counts references. A sweep removes what nothing names and what has not been
// written for a while (Grace): who keeps a file writes it again if it is older than
// half of that, so a file that is kept anew is safe from a sweep under way. That
// costs a write now and then; counting would cost a transaction across two stores,
// which there is not.
package blob
