// Package format reads scenes that other programs wrote (Universal VTT, One Page
// Dungeon, Foundry VTT) and writes Universal VTT.
//
// # Memory
//
// A file is read as a stream. A cleaner (see cleaner) goes first: it takes the
// picture of a Universal VTT file out of the JSON, decodes it piece by piece into
// the caller's writer, and lets at most 16 MiB of the rest through to the decoder,
// which reads lists thing by thing. So base64, JSON and picture are never in
// memory at once, however large they are. The caller's writer limits the size of
// the picture by refusing to take more; its errors come back as they are.
//
// # Broken files
//
// What cannot be read as JSON, or has no size, is refused (damaged_file), so that
// nothing comes of it; of two and more versions of Universal VTT only the first is
// known (unknown_format); a scene has at most 20,000 pieces of wall
// (too_many_walls). All else that is wrong is left out and counted in the warnings:
// places that are no numbers, also NaN and Infinity, which JSON does not have but
// files do; walls, doors and lights out of the map; what we have no use for.
// Nothing in a file is ever opened: a picture given as a path is a warning.
//
// # Decisions
//
//   - A bad corner cuts a wall in two there. Numbers in quotation marks are numbers
//     where one is needed to read the file at all, and bad corners in walls.
//   - Walls are cut at the border of the map. A one-way ring stays one, also cut; one
//     of more than 500 corners becomes a wall like others, since it needs pieces.
//   - A Universal VTT light is dim as far as it reaches and bright half as far.
//   - The darkness of a scene is what its ambient light lacks, and none without
//     lights. A grey ambient light has no colour.
//   - One Page Dungeon: archways and narrow passages have no door. A portcullis can
//     be looked through. Steel doors are locked. Stairs are a word on the floor.
//     Round rooms become square ones.
//   - Foundry: a wall that limits sight blocks it; directions of walls are not kept.
//
// There is no chance and no clock in here: the same file gives the same scene, with
// the same ids.
package format
