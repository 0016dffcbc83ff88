package keeper

import (
	"bytes"
	"testing"

	"playhouse/server/games/arena/world"
)

// A checkpoint comes back as it was, and smaller; those of servers that did not pack
// them are read as they are, and what is no checkpoint is refused.
func TestCheckpointsArePacked(t *testing.T) {
	t.Parallel()
	c := world.Defaults()
	c.AgentCount, c.AreaWidth, c.AreaHeight = 500, 4000, 3000
	w, err := world.New(world.Setup{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		w.Step()
	}
	data := w.Encode()
	packed, err := pack(data)
	if err != nil || 2*len(packed) > len(data) {
		t.Errorf("%d bytes are packed to %d (%v)", len(data), len(packed), err)
	}
	t.Logf("%d bytes are packed to %d", len(data), len(packed))
	for _, stored := range [][]byte{packed, data} {
		if back, err := unpack(stored); err != nil || !bytes.Equal(back, data) {
			t.Errorf("%d stored bytes came back as %d (%v)", len(stored), len(back), err)
		}
	}
	if _, err := unpack(packed[:len(packed)/2]); err == nil {
		t.Error("half a checkpoint was unpacked")
	}
}
