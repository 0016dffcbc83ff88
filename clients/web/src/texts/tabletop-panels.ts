/** Titles of the panels beside the table: all that is needed of them before one is shown. */
export const panels = { scenes: "Scenes", things: "Things", fight: "Fight", talk: "Talk", sounds: "Sounds", notes: "Notes", people: "People" };
