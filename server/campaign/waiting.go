package campaign

import tabletopv1 "playhouse/gen/playhouse/tabletop/v1"

// Waiting names an upload that waits for an import.
type Waiting struct {
	ID   string
	Kind tabletopv1.AssetKind
	Most int64 // bytes that its reader takes
}
