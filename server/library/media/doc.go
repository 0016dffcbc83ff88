// Package media looks at the bytes of pictures, sounds and archives: whether they are
// what they say, whole, and small enough for this machine.
//
// Nothing is decoded before its header told what that takes. Limits.Memory bounds it
// for one picture, counted as Go's decoders take it: 1.5 bytes a pixel for most
// JPEGs, 7.5 for progressive ones, 4 for PNGs. So 100 megapixels are fine as JPEG and
// refused as PNG, with a sentence that says so. Smaller pictures are made in place,
// halving again and again: 100 megapixels are never in memory twice.
//
// What was packed with loss is kept as JPEG if it is opaque, all else as PNG: a lossy
// WebP map as PNG would be five times as large and no better.
//
// AVIF is refused. There is no decoder in Go that this project could get; those
// around compile a C library to WebAssembly, or load one of the system's, and neither
// lets its memory and time be bounded from outside. A decoder in Go would change
// that. SVG is refused because it is a program; moving WebP because it is not
// decoded. Of a GIF the first frame is kept.
//
// Sounds are not decoded: their frames are counted. Browsers decode them in processes
// made for that; what matters here is that a file is a sound, whole, and how long.
//
// Of archives only the list of contents is believed, and only for refusing: who
// unpacks one must hold every file to what the list said.
package media
