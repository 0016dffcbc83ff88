// Package plane is the geometry of the arena: points, shapes, rays, and circles that
// are pushed out of shapes.
//
// Everything here gives the same bits on every CPU. Go may fuse x*y+z into one
// instruction that rounds once (arm64, ppc64, s390x do, amd64 does not), so each
// product that is added or subtracted is wrapped in float64(...), which forbids it;
// a test reads the compiler's arm64 output. Sine, cosine and the arc tangent are
// polynomials of our own, because package math has assembly for some CPUs.
// math.Sqrt and math.Floor are exact and used as they are.
package plane
