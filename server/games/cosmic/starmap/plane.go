package starmap

import (
	"cmp"
	"slices"
)

type point struct{ x, y int }

// square is the square of the distance: exact, and as good for comparing.
func (p point) square(q point) int { return (p.x-q.x)*(p.x-q.x) + (p.y-q.y)*(p.y-q.y) }

func (n Node) at() point   { return point{n.X, n.Y} }
func (r Region) at() point { return point{r.X, r.Y} }

// scatter returns n points of a disc round the origin, apart from each other.
func scatter(s *source, n, radius, apart int) []point {
	const tries = 200
	var points []point
	for try := 0; len(points) < n; try++ {
		if try == tries {
			try, apart = 0, apart/2
		}
		p := point{s.between(-radius, radius), s.between(-radius, radius)}
		near := func(q point) bool { return p.square(q) < apart*apart }
		if p.square(point{}) <= radius*radius && !slices.ContainsFunc(points, near) {
			points, try = append(points, p), 0
		}
	}
	return points
}

// edge joins the points with two indexes, a below b.
type edge struct{ a, b, square int }

// edges are all edges between points, the shortest first; of two that are as
// long, the one of earlier points.
func edges(points []point) []edge {
	var all []edge
	for b := range points {
		for a := range b {
			all = append(all, edge{a, b, points[a].square(points[b])})
		}
	}
	slices.SortFunc(all, func(e, f edge) int {
		return cmp.Or(cmp.Compare(e.square, f.square), cmp.Compare(e.a, f.a), cmp.Compare(e.b, f.b))
	})
	return all
}

// groups says which points are joined: two with the same number are.
type groups []int

func separate(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

// join is false when the edge's ends were joined already.
func (g groups) join(e edge) bool {
	from, to := g[e.b], g[e.a]
	if from == to {
		return false
	}
	for i := range g {
		if g[i] == from {
			g[i] = to
		}
	}
	return true
}

// connect links the nodes of a region: a minimum spanning tree (Kruskal's) and
// some short links more.
func connect(s *source, nodes []Node, per int) []Link {
	points := make([]point, len(nodes))
	for i, n := range nodes {
		points[i] = n.at()
	}
	var tree, rest []edge
	joined := separate(len(points))
	for _, e := range edges(points) {
		if joined.join(e) {
			tree = append(tree, e)
		} else {
			rest = append(rest, e)
		}
	}
	const shortest = 4
	for more := s.between(1, max(1, len(nodes)/per)); more > 0 && len(rest) > 0; more-- {
		i := s.below(min(shortest, len(rest)))
		tree, rest = append(tree, rest[i]), slices.Delete(rest, i, i+1)
	}
	return named(tree, func(i int) string { return nodes[i].ID })
}

// named are edges as links, in the order of the points.
func named(all []edge, id func(int) string) []Link {
	slices.SortFunc(all, func(e, f edge) int { return cmp.Or(cmp.Compare(e.a, f.a), cmp.Compare(e.b, f.b)) })
	links := make([]Link, len(all))
	for i, e := range all {
		links[i] = Link{id(e.a), id(e.b)}
	}
	return links
}
