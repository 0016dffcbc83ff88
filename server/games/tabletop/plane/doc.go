// Package plane is the geometry of the table: points and polygons in cells, and
// the areas where several of them overlap.
//
// Areas are computed in horizontal bands (see Overlay) instead of by following
// outlines: what is seen and what is lit share edges along every wall, and there
// outlines have no sound answer to which of them goes on where. In a band
// nothing crosses, and rounding can move an edge by a billionth of a cell but
// never turn an area inside out. No number here comes from chance: the same
// input gives the same output.
package plane
