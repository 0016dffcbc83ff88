package media

import "image"

// upright undoes how the camera was held, which is not kept otherwise. A picture so
// large that there is no room to turn it stays as it lies.
func upright(m image.Image, p plan, l Limits) image.Image {
	const each = 4
	from, ok := m.(image.RGBA64Image)
	if !ok || p.turn <= 1 || p.bytes+each*area(p.width, p.height) > l.Memory {
		return m
	}
	w, h := p.width, p.height
	source := turns[p.turn]
	if p.turn >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	origin := m.Bounds().Min
	for y := range h {
		for x := range w {
			sx, sy := source(x, y, p.width-1, p.height-1)
			out.SetRGBA64(x, y, from.RGBA64At(origin.X+sx, origin.Y+sy))
		}
	}
	return out
}

// turns tell for each orientation of Exif where a pixel comes from; right and
// bottom are the last column and row of the picture as it lies.
var turns = [9]func(x, y, right, bottom int) (int, int){
	2: func(x, y, right, _ int) (int, int) { return right - x, y },
	3: func(x, y, right, bottom int) (int, int) { return right - x, bottom - y },
	4: func(x, y, _, bottom int) (int, int) { return x, bottom - y },
	5: func(x, y, _, _ int) (int, int) { return y, x },
	6: func(x, y, _, bottom int) (int, int) { return y, bottom - x },
	7: func(x, y, right, bottom int) (int, int) { return right - y, bottom - x },
	8: func(x, y, right, _ int) (int, int) { return right - y, x },
}
