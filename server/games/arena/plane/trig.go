package plane

import "math"

// Sincos is the sine and cosine of an angle in radians of up to some 10^6, to about
// 1e-15, the same on every CPU. The polynomials are those of Stephen Moshier's Cephes
// library (sin.c).
func Sincos(angle float64) (sin, cos float64) {
	const halfHigh, halfLow = 1.57079632673412561417e0, 6.07710050650619224932e-11
	q := math.Floor(float64(angle*(2/math.Pi)) + 0.5)
	y := angle - float64(q*halfHigh)
	y -= float64(q * halfLow)
	z := float64(y * y)
	s := horner(z, 1.58962301576546568060e-10, -2.50507477628578072866e-8, 2.75573136213857245213e-6,
		-1.98412698295895385996e-4, 8.33333333332211858878e-3, -1.66666666666666307295e-1)
	s = y + float64(float64(y*z)*s)
	c := horner(z, -1.13585365213876817300e-11, 2.08757008419747316778e-9, -2.75573141792967388112e-7,
		2.48015872888517045348e-5, -1.38888888888730564116e-3, 4.16666666666665929218e-2)
	c = 1 - float64(0.5*z) + float64(float64(z*z)*c)
	switch int64(q) & 3 {
	case 0:
		return s, c
	case 1:
		return c, -s
	case 2:
		return -s, -c
	default:
		return -c, s
	}
}

// horner is the polynomial with these coefficients, the highest power first.
func horner(x float64, coefficients ...float64) float64 {
	sum := 0.0
	for _, c := range coefficients {
		sum = float64(sum*x) + c
	}
	return sum
}

// Angle is the angle of p from the right, clockwise (y grows downwards), in radians
// from -Pi to Pi, to about 1e-7: enough to draw by.
func (p Point) Angle() float64 {
	x, y := math.Abs(p.X), math.Abs(p.Y)
	if x == 0 && y == 0 {
		return 0
	}
	a := arc(min(x, y) / max(x, y))
	if y > x {
		a = math.Pi/2 - a
	}
	if p.X < 0 {
		a = math.Pi - a
	}
	if p.Y < 0 {
		return -a
	}
	return a
}

// arc is the arc tangent of t from 0 to 1, by halving the argument (atan t = atan 1/2
// + atan (t - 1/2)/(1 + t/2)) and its Taylor row.
func arc(t float64) float64 {
	const atanHalf = 0.46364760900080611621
	base := 0.0
	if t > 0.25 {
		base, t = atanHalf, (t-0.5)/(1+float64(0.5*t))
	}
	z := float64(t * t)
	return base + float64(t*horner(z, 1.0/13, -1.0/11, 1.0/9, -1.0/7, 1.0/5, -1.0/3, 1))
}

// Turn256 is the direction of p in 256ths of a turn, clockwise from the right.
func (p Point) Turn256() uint8 {
	return uint8(int(math.Floor(float64(p.Angle()*(128/math.Pi))+0.5)) & 255)
}
