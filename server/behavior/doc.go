// Package behavior keeps the behaviours that people write for agents of the arena:
// who may see and change them, their names, their older sources, and copies of them.
// What a source means is a Language's; see server/games/arena/mind and server/script.
//
// The behaviours of the house are not in the database: they come with the program,
// are the same for everybody, and stay as they are. Who wants another one forks it.
//
// A world never refers to a behaviour: it is handed a copy, name and source, and so
// do its log and its replays. A behaviour may therefore be changed and deleted at any
// time, and may be stored with errors in it, to be worked on.
package behavior
