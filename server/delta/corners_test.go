package delta_test

const (
	structType = "google.protobuf.Struct"
	viewType   = "playhouse.labyrinth.v1.View"
	roomType   = "playhouse.session.v1.Room"
)

// corners are the hand-picked differences.
var corners = []struct{ name, message, base, next string }{
	{"nothing at all", viewType, `{}`, `{}`},
	{"no change", viewType, `{"turn":3,"tiles":{"1":{"x":1}}}`, `{"turn":3,"tiles":{"1":{"x":1}}}`},
	{"everything at once", viewType, `{}`, `{"turn":3,"tiles":{"1":{"x":1}},"figures":{"p1":{"id":"p1","cell":{}}},"declared":[1,2],"seat":1}`},
	{"everything gone", viewType, `{"turn":3,"tiles":{"1":{"x":1}},"figures":{"p1":{"id":"p1"}},"declared":[1,2],"options":{}}`, `{}`},

	{"scalar set", viewType, `{}`, `{"turn":3}`},
	{"scalar to zero", viewType, `{"turn":3}`, `{"seat":2}`},
	{"enum set", viewType, `{"phase":"PHASE_LOBBY"}`, `{"phase":"PHASE_FINISHED"}`},
	{"enum number that has no name", viewType, `{"phase":"PHASE_LOBBY"}`, `{"phase":99}`},
	{"float to NaN", viewType, `{"options":{"braid":0.25,"scenario":"rescue","size":8}}`, `{"options":{"braid":"NaN","scenario":"rescue","size":8}}`},
	{"NaN stays NaN", viewType, `{"options":{"braid":"NaN"}}`, `{"options":{"braid":"NaN"},"turn":1}`},
	{"float to infinity", viewType, `{"options":{"braid":1,"scenario":"rescue","seed":"a long seed"}}`, `{"options":{"braid":"-Infinity","scenario":"rescue","seed":"a long seed"}}`},
	{"string with everything in it", viewType, `{"options":{"seed":"x"}}`, `{"options":{"seed":"\"\\\n\t\u0000\u001f\u2028 🎲"}}`},

	{"message appears empty", viewType, `{}`, `{"options":{}}`},
	{"message disappears", viewType, `{"options":{}}`, `{}`},
	{"message becomes empty", viewType, `{"options":{"size":8,"seed":"something","scenario":"rescue"}}`, `{"options":{}}`},
	{"message small, replaced whole", viewType, `{"ownDeclaration":{"type":"ACTION_TYPE_STAY"}}`, `{"ownDeclaration":{"type":"ACTION_TYPE_HELP"}}`},
	{"message large, one field", viewType, `{"options":{"size":8,"seed":"a seed of some length","scenario":"core_shutdown"}}`, `{"options":{"size":8,"seed":"a seed of some length","scenario":"core_shutdown","hybrid":true}}`},
	{"message large, one field cleared", viewType, `{"options":{"size":8,"seed":"a seed of some length","scenario":"core_shutdown","hybrid":true}}`, `{"options":{"size":8,"seed":"a seed of some length","scenario":"core_shutdown"}}`},
	{"message large, most fields", viewType, `{"options":{"size":8,"turnSeconds":60,"maxPlayers":4}}`, `{"options":{"size":9,"turnSeconds":30,"maxPlayers":5}}`},

	{"list from nothing", viewType, `{}`, `{"declared":[1]}`},
	{"list to nothing", viewType, `{"declared":[1,2]}`, `{}`},
	{"list appended", viewType, `{"narration":["one","two"]}`, `{"narration":["one","two","three","four"]}`},
	{"list truncated", viewType, `{"narration":["one","two"]}`, `{"narration":["one"]}`},
	{"list element changed", viewType, `{"narration":["one","two"]}`, `{"narration":["one","2"]}`},
	{"list changed and appended", viewType, `{"declared":[1,2]}`, `{"declared":[2,1,3]}`},
	{"list of zeros appended", viewType, `{"visible":[0]}`, `{"visible":[0,0]}`},
	{"list of empty messages appended", viewType, `{"objectives":[{}]}`, `{"objectives":[{},{}]}`},
	{"list of messages appended", viewType, `{"objectives":[{"text":"find"}]}`, `{"objectives":[{"text":"find"},{"text":"flee","done":true}]}`},
	{"list of messages, one inside changed", viewType, `{"objectives":[{"text":"find"},{"text":"flee"}]}`, `{"objectives":[{"text":"find","done":true},{"text":"flee"}]}`},
	{"list below an entry appended", viewType, `{"figures":{"p1":{"id":"p1","name":"the engineer","items":[{"id":"i1","name":"lamp"}]},"p2":{"id":"p2"}}}`, `{"figures":{"p1":{"id":"p1","name":"the engineer","items":[{"id":"i1","name":"lamp"},{"id":"i2","name":"key"}]},"p2":{"id":"p2"}}}`},

	{"integer key added", viewType, `{"tiles":{"1":{"x":1},"2":{"x":2}}}`, `{"tiles":{"1":{"x":1},"2":{"x":2},"17":{"x":1,"y":2,"code":"C-NS-1"}}}`},
	{"integer key removed", viewType, `{"tiles":{"1":{"x":1},"2":{"x":2},"17":{"x":1,"code":"C-NS-1"}}}`, `{"tiles":{"1":{"x":1},"17":{"x":1,"code":"C-NS-1"}}}`},
	{"integer key zero and negative", viewType, `{"chosen":{"1":"engineer","2":"medic","3":"pilot","4":"cook"}}`, `{"chosen":{"1":"engineer","2":"medic","3":"pilot","4":"cook","0":"a","-5":"b"}}`},
	{"map emptied", viewType, `{"chosen":{"1":"engineer","2":"medic"}}`, `{}`},
	{"map entry with an empty message added", viewType, `{"tiles":{"1":{"x":1},"2":{"x":2,"code":"Q"}}}`, `{"tiles":{"1":{"x":1},"2":{"x":2,"code":"Q"},"3":{}}}`},
	{"map entry becomes an empty message", viewType, `{"tiles":{"1":{"x":1,"y":1,"code":"Q","image":"i"},"2":{"x":2,"code":"Q"},"3":{"x":7}}}`, `{"tiles":{"1":{},"2":{"x":2,"code":"Q"},"3":{"x":7}}}`},
	{"map entry becomes an empty string", viewType, `{"chosen":{"1":"engineer","2":"medic","3":"pilot"}}`, `{"chosen":{"1":"","2":"medic","3":"pilot"}}`},
	{"map entry with an empty string added", viewType, `{"chosen":{"1":"engineer","2":"medic","3":"pilot"}}`, `{"chosen":{"1":"engineer","2":"medic","3":"pilot","4":""}}`},
	{"map replaced whole", viewType, `{"chosen":{"1":"a","2":"b","3":"c"}}`, `{"chosen":{"1":"b","2":"c","4":"a"}}`},
	{"string keys of every sort", viewType, `{"figures":{"keep1":{"id":"1"},"keep2":{"id":"2"},"keep3":{"id":"3"},"keep4":{"id":"4"},"keep5":{"id":"5"},"keep6":{"id":"6"},"keep7":{"id":"7"},"keep8":{"id":"8"},"keep9":{"id":"9"}}}`, `{"figures":{"keep1":{"id":"1"},"keep2":{"id":"2"},"keep3":{"id":"3"},"keep4":{"id":"4"},"keep5":{"id":"5"},"keep6":{"id":"6"},"keep7":{"id":"7"},"keep8":{"id":"8"},"keep9":{"id":"9"},"":{"id":"empty"},"a\"b":{"id":"quote"},"a.b":{"id":"dot"},"a]b[":{"id":"brackets"},"\n\t\b\f\r\u0001":{"id":"control"},"\\":{"id":"backslash"},"é🎲\u2028<&>":{"id":"text"},"+":{"id":"plus"}}}`},
	{"figure moves", viewType, `{"figures":{"p1":{"id":"p1","name":"the engineer","cell":{"x":3,"y":4},"health":10},"p2":{"id":"p2","name":"the medic","cell":{"x":3,"y":4}}}}`, `{"figures":{"p1":{"id":"p1","name":"the engineer","cell":{"x":4,"y":4},"health":10},"p2":{"id":"p2","name":"the medic","cell":{"x":3,"y":4}}}}`},
	{"figure moves to the origin", viewType, `{"figures":{"p1":{"id":"p1","name":"the engineer who walks","character_id":"engineer","cell":{"x":3}},"p2":{"id":"p2","name":"the medic","cell":{"x":3,"y":4}}}}`, `{"figures":{"p1":{"id":"p1","name":"the engineer who walks","character_id":"engineer","cell":{}},"p2":{"id":"p2","name":"the medic","cell":{"x":3,"y":4}}}}`},
	{"figure loses its cell", viewType, `{"figures":{"p1":{"id":"p1","name":"the engineer who walks","character_id":"engineer","cell":{}},"p2":{"id":"p2","name":"the medic","cell":{"x":3,"y":4}}}}`, `{"figures":{"p1":{"id":"p1","name":"the engineer who walks","character_id":"engineer"},"p2":{"id":"p2","name":"the medic","cell":{"x":3,"y":4}}}}`},

	{"struct value added", structType, `{}`, `{"a":1}`},
	{"struct value removed", structType, `{"a":1,"b":2,"c":3}`, `{"a":1,"c":3}`},
	{"oneof switches, number to string", structType, `{"a":1,"b":2,"c":3}`, `{"a":"one","b":2,"c":3}`},
	{"oneof switches, struct to number", structType, `{"a":{"x":1,"y":2},"b":2,"c":3}`, `{"a":7,"b":2,"c":3}`},
	{"oneof switches, number to struct", structType, `{"a":1,"b":2,"c":3}`, `{"a":{},"b":2,"c":3}`},
	{"oneof zero values", structType, `{"a":1,"b":"x","c":true,"d":null}`, `{"a":0,"b":"","c":false,"d":[]}`},
	{"null appears", structType, `{"a":1,"b":2,"c":3}`, `{"a":null,"b":2,"c":3}`},
	{"struct nested deeply, one leaf", structType, `{"a":{"b":{"c":{"d":"deep down","e":"a text long enough to make the way down pay off"},"f":"and another text of some length, for the same"}}}`, `{"a":{"b":{"c":{"d":"deep","e":"a text long enough to make the way down pay off"},"f":"and another text of some length, for the same"}}}`},
	{"struct nested, entry removed below", structType, `{"a":{"b":"x","c":"a text long enough to make the way down pay off, really very long"}}`, `{"a":{"c":"a text long enough to make the way down pay off, really very long"}}`},
	{"struct nested, emptied", structType, `{"a":{"b":1,"c":2},"d":4}`, `{"a":{},"d":4}`},
	{"list value appended", structType, `{"a":[1,"a text that is long enough to be worth keeping in place"],"b":2,"c":3}`, `{"a":[1,"a text that is long enough to be worth keeping in place",null],"b":2,"c":3}`},
	{"list value changed", structType, `{"a":[1,2,3],"b":2,"c":3}`, `{"a":[1,{"x":[]},3],"b":2,"c":3}`},
	{"struct keys that look like paths", structType, `{"a.b":1,"fields[\"x\"]":2,"z":3,"log+":4,"y":5}`, `{"a.b":2,"fields[\"x\"]":2,"z":3,"log+":5,"y":5}`},

	{"member gets ready", roomType, `{"members":[{"userId":"u1","seat":1},{"userId":"u2","seat":2}]}`, `{"members":[{"userId":"u1","seat":1,"ready":true},{"userId":"u2","seat":2}],"allReady":false}`},
	{"member joins", roomType, `{"members":[{"userId":"u1","seat":1}],"watching":1}`, `{"members":[{"userId":"u1","seat":1},{"userId":"u2","seat":2}],"watching":2}`},
	{"deadline set", roomType, `{"status":"SESSION_STATUS_LOBBY"}`, `{"status":"SESSION_STATUS_RUNNING","deadline":"2026-11-20T08:00:30Z"}`},
	{"deadline moved", roomType, `{"deadline":"2026-11-20T08:00:30.5Z"}`, `{"deadline":"2026-11-20T08:00:31.5Z"}`},
	{"deadline at the epoch", roomType, `{"deadline":"2026-11-20T08:00:30Z"}`, `{"deadline":"1970-01-01T00:00:00Z"}`},
	{"deadline gone", roomType, `{"deadline":"2026-11-20T08:00:30Z","waitingFor":[1,2]}`, `{"waitingFor":[2]}`},
	{"flags and names", roomType, `{"hasPassword":true,"title":"friday"}`, `{"title":"saturday","visibility":"VISIBILITY_PRIVATE","hostUserId":"u2"}`},
}
