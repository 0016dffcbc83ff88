// Package starmap makes the stars of a voyage: five regions, one of each type,
// on a ring, each with its places, their links and services.
//
// A map depends on its seed and the balance only, and is the same for ever, on
// every machine: it is drawn from PCG streams keyed by SHA-256, reduced to
// numbers here, and worked out in whole numbers, without a library's trigonometry
// or sorting of ties. Each concern (order, places, links, services, names) has a
// stream of its own, so that new names in the balance leave the geometry alone.
//
// What is made, in order:
//
//   - Regions: a shuffled order of the five types at the corners of a pentagon,
//     each centre shifted a little.
//   - Nodes: the types dealt first, then any of the six, at random points of the
//     region's disc that keep their distance; the distance is halved when no
//     point is found, which only crowded regions of edited balances need.
//   - Links: the region's minimum spanning tree, then 1..n/2 more, each drawn
//     from the four shortest that are left, so that lines rarely cross.
//   - Region links: each region to its 1..3 nearest, in both directions; if that
//     is not connected, the shortest links that join what is apart.
//   - Services: by the chances of the types. The start has yard and market
//     whatever the chances say.
//
// Every strategy shall be possible on every map. Asteroid fields, derelicts and
// the places of the quest chain are among the nodes dealt first, which the
// balance checks. Services are a matter of chance, so there is a rule: besides
// the start's, at least two regions have a market, and at least one has a yard.
// Where chance gave less, the likeliest place of the next region on the ring
// without one is given it.
package starmap
