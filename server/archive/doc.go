// Package archive packs campaigns into zips and unpacks them: a backup that a game
// master keeps, and the way from one server to another.
//
// # The zip
//
//	campaign.json       playhouse.tabletop.v1.Archive
//	scenes/{id}.json    playhouse.tabletop.v1.Scene, for each scene that is listed
//	files/{id}          the bytes of each asset that is listed
//
// What is written is the campaign at one moment: one transaction reads all of it.
// Files are content-addressed and do not change, so they are read afterwards.
//
// # Unpacking
//
// A zip is somebody's upload. Its names are never used as paths: entries are looked
// up by the ids that campaign.json lists. Whatever is read has a largest size, however
// small it is packed. Every file goes through the library's own examination, as if it
// had been uploaded. Everything gets a new id, so that a campaign can be imported
// beside itself; what points to nothing is left out and told as a warning. Files are
// kept first (what no campaign names is swept away in time), then one transaction
// makes the campaign: all of it or nothing.
//
// Members, invitations and live tables are not in it: they belong to a server. What
// was meant for named readers is for game masters afterwards. Whose figure a token is
// and who explored what is kept: on the same server they are the same people.
//
// Pictures are encoded anew when they are unpacked, like every upload. For JPEG that
// costs a little of their quality each time.
package archive
