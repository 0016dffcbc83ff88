//go:build ignore

package main

import (
	"fmt"
	"log"
	"os"
	"strings"
)

// face is a person: colours, and the shapes that tell one from another at the
// size of a thumbnail. Light comes from the left, as from a torch.
type face struct {
	label                string
	sky, skin, hair, top string
	trim                 string
	shapes               []string // drawn over head and shoulders, in this order
	behind               []string // drawn behind the head
}

// Shapes in a square of 160; the face is an ellipse of 29 × 36 around (80, 72).
const (
	hairShort  = `<path d="M50 70c-3-30 12-44 31-44s33 14 29 44c-3-10-6-17-11-21-12 4-28 4-38-1-6 5-9 13-11 22z" fill="%hair"/>`
	hairBun    = `<circle cx="80" cy="24" r="12" fill="%hair"/><path d="M50 68c-2-27 12-40 30-40s32 13 30 40c-4-14-12-23-30-23s-26 9-30 23z" fill="%hair"/>`
	hairCurls  = `<g fill="%hair"><circle cx="56" cy="50" r="13"/><circle cx="66" cy="37" r="14"/><circle cx="83" cy="33" r="15"/><circle cx="99" cy="41" r="13"/><circle cx="106" cy="55" r="11"/><circle cx="52" cy="64" r="9"/><circle cx="109" cy="67" r="8"/></g>`
	hairLong   = `<path d="M46 112c-7-52 2-88 35-88s41 36 33 88l-14-4c8-26 6-44-2-58-12 2-24 0-33-4-8 16-12 34-6 62z" fill="%hair"/>`
	hairSide   = `<path d="M50 72c-4-32 10-46 32-46 20 0 31 15 28 44-4-12-7-18-13-22-16 3-27-2-33-9-7 7-11 18-14 33z" fill="%hair"/>`
	hairBraid  = `<path d="M104 84c10 8 12 30 4 54l-9-2c5-20 3-36-3-46z" fill="%hair"/><path d="M104 98l-8 4m10 8l-9 3m9 9l-9 3" stroke="#0006" stroke-width="2" fill="none"/>`
	stubble    = `<path d="M52 80c3 22 14 30 28 30s25-8 28-30c-6 10-14 12-28 12s-22-2-28-12z" fill="#0003"/>`
	goggleBrow = `<path d="M49 44c20-8 42-8 62 0v9c-20-8-42-8-62 0z" fill="#3a2f28"/><g fill="#e9a54a" stroke="#2a211b" stroke-width="3"><ellipse cx="67" cy="44" rx="12" ry="9"/><ellipse cx="93" cy="44" rx="12" ry="9"/></g><path d="M61 42l6-3m20 3l6-3" stroke="#fff" stroke-width="2" stroke-opacity=".8"/>`
	helmet     = `<path d="M44 62c-2-32 14-46 36-46s38 14 36 46c-22-9-50-9-72 0z" fill="#d59a2d"/><path d="M44 62c22-9 50-9 72 0v6c-22-8-50-8-72 0z" fill="#8c6118"/><path d="M76 17h8v40h-8z" fill="#b47d20"/><circle cx="80" cy="42" r="11" fill="#fff4c9" stroke="#6d4a12" stroke-width="4"/><path d="M54 30c5-7 11-10 18-11" stroke="#fff" stroke-opacity=".5" stroke-width="3" fill="none"/>`
	cap        = `<path d="M48 54c0-24 14-34 32-34s32 10 32 34c-20-7-44-7-64 0z" fill="%trim"/><path d="M46 54c22-9 46-9 68 0l-4 6c-20-6-40-6-60 0z" fill="#0006"/>`
	peak       = `<path d="M46 50c-1-20 14-30 34-30s35 10 34 30c-22-6-46-6-68 0z" fill="%trim"/><path d="M44 52c24-8 48-8 72 0 3 6-2 10-8 8-18-5-38-5-56 0-6 2-11-2-8-8z" fill="#11141b"/><path d="M72 36h16l-3 8h-10z" fill="#f0c65a"/>`
	hoodFur    = `<path d="M38 96c-10-50 8-82 42-82s52 32 42 82c-4 10-10 18-16 22 6-24 8-48 0-64-8-14-44-14-52 0-8 16-6 40 0 64-6-4-12-12-16-22z" fill="%top"/><path d="M50 110c-8-44 2-74 30-74s38 30 30 74" fill="none" stroke="#e9e2d2" stroke-width="11" stroke-dasharray="5 3" stroke-linecap="round"/>`
	maskDown   = `<path d="M58 110c14 10 30 10 44 0l-2 14c-12 7-28 7-40 0z" fill="#cfe7e4"/><path d="M60 116c13 7 27 7 40 0" stroke="#8fb9b5" stroke-width="2" fill="none"/>`
	headset    = `<path d="M48 72c-4-36 12-52 32-52s36 16 32 52" fill="none" stroke="#2c313c" stroke-width="6"/><rect x="43" y="64" width="12" height="20" rx="6" fill="#3b4352"/><rect x="105" y="64" width="12" height="20" rx="6" fill="#3b4352"/><path d="M48 84c2 12 10 17 20 17" fill="none" stroke="#3b4352" stroke-width="3"/><circle cx="69" cy="101" r="3.5" fill="#e2574c"/>`
	eyepiece   = `<circle cx="93" cy="71" r="11" fill="#1d2a33" stroke="#b8c4cc" stroke-width="3"/><circle cx="93" cy="71" r="5" fill="#4df0d0"/><path d="M104 68l10-4" stroke="#b8c4cc" stroke-width="3"/>`
	scar       = `<path d="M96 60l7 22" stroke="#0004" stroke-width="2.5" stroke-linecap="round"/>`
	freckles   = `<g fill="#0003"><circle cx="64" cy="82" r="1.6"/><circle cx="69" cy="85" r="1.6"/><circle cx="60" cy="86" r="1.4"/><circle cx="96" cy="82" r="1.6"/><circle cx="91" cy="85" r="1.6"/><circle cx="100" cy="86" r="1.4"/></g>`
	bandage    = `<path d="M50 52c18-10 42-12 60-4v9c-18-8-42-6-60 4z" fill="#efe8dc"/><path d="M94 48l12 4v6l-10-4z" fill="#b8483c"/>`
	badge      = `<path d="M108 134l8-4 8 4v8c0 6-4 9-8 11-4-2-8-5-8-11z" fill="#f0c65a" stroke="#8a6a1c" stroke-width="2"/>`
	cross      = `<path d="M108 132h6v-6h7v6h6v7h-6v6h-7v-6h-6z" fill="#d9483b"/>`
	vest       = `<path d="M52 126l14-8v42H44zM108 126l-14-8v42h22z" fill="#0005"/><path d="M46 140h18m32 0h18" stroke="%trim" stroke-width="5"/>`
	collar     = `<path d="M60 116l20 18 20-18 6 6-18 26h-16l-18-26z" fill="%trim"/>`
	straps     = `<path d="M50 124l12 36m48-36l-12 36" stroke="%trim" stroke-width="8"/>`
	wings      = `<path d="M98 138c8-4 16-4 24 0-8 2-10 6-12 6s-4-4-12-6z" fill="#f0c65a"/>`
	rifle      = `<path d="M124 160l14-92 5 1-10 91z" fill="#5a4230"/><path d="M138 68l3-22h3l-1 23z" fill="#8f98a3"/>`
)

var faces = map[string]face{
	"chief":      {label: "security chief", sky: "#3a2d3f", skin: "#c58c66", hair: "#4a4a52", top: "#26364c", trim: "#e0a63a", shapes: []string{vest, badge, hairSide, scar}},
	"surgeon":    {label: "surgeon", sky: "#1f4a4c", skin: "#8d5a3c", hair: "#1d1715", top: "#4f9a94", trim: "#3b837d", shapes: []string{collar, cross, stubble, cap, maskDown}},
	"engineer":   {label: "engineer", sky: "#4a3a22", skin: "#6e4429", hair: "#17120f", top: "#b8642a", trim: "#7d431b", shapes: []string{straps, hairCurls, goggleBrow}},
	"surveyor":   {label: "surveyor", sky: "#24506b", skin: "#e8b48f", hair: "#a9502a", top: "#3d7a58", trim: "#2b5a40", shapes: []string{collar, hairBraid, hairShort, freckles}},
	"roboticist": {label: "roboticist", sky: "#2d2a52", skin: "#d9a57c", hair: "#2a1f3d", top: "#57488f", trim: "#3f3470", behind: []string{hairLong}, shapes: []string{straps, hairSide, eyepiece}},
	"pilot":      {label: "pilot", sky: "#244a70", skin: "#b87c54", hair: "#3a2a1e", top: "#6b4a2c", trim: "#2c3f5e", shapes: []string{collar, wings, stubble, peak, headset}},
	"miner":      {label: "miner", sky: "#3d2f26", skin: "#d3a07c", hair: "#8c8680", top: "#5e564b", trim: "#d59a2d", shapes: []string{vest, hairShort, helmet, scar}},
	"warden":     {label: "ice warden", sky: "#4a6d84", skin: "#a8704c", hair: "#2b211c", top: "#7b8894", trim: "#566470", behind: []string{rifle, hoodFur}, shapes: []string{hairBun}},
	"officer":    {label: "duty officer", sky: "#57303a", skin: "#dfb093", hair: "#6b3324", top: "#374a63", trim: "#c9a14a", behind: []string{hairLong}, shapes: []string{collar, hairSide, bandage}},
}

func drawFaces() {
	for name, p := range faces {
		write(name, person(name, p))
	}
	write("custodian", custodian())
	write("choir", crystal("choir", "the Choir", "#3a1030", "#ff5fa2", []string{
		"80 6,98 52,80 150,62 52", "46 30,66 66,60 150,40 88", "114 30,94 66,100 150,120 88", "22 64,40 90,48 152,24 120", "138 64,120 90,112 152,136 120"}, 58))
	write("pillar", crystal("pillar", "pillar", "#132b33", "#4fd8c4", []string{
		"56 20,104 20,112 152,48 152", "104 20,122 44,128 152,112 152", "56 20,38 44,32 152,48 152", "56 20,80 4,104 20,80 30"}, 70))
	write("splinter", crystal("splinter", "splinter", "#2b1d12", "#ffb04a", []string{
		"80 44,104 84,80 124,56 84", "104 84,140 60,112 98", "56 84,20 60,48 98", "92 108,126 150,84 120", "68 108,34 150,76 120", "96 66,128 26,104 80", "64 66,32 26,56 80"}, 84))
}

func write(name, svg string) {
	if err := os.WriteFile("art/portraits/"+name+".svg", []byte(svg), 0o644); err != nil {
		log.Fatal(err)
	}
}

func head(b *strings.Builder, id, label, sky string) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" role="img" aria-label="%s">`+"\n", label)
	fmt.Fprintf(b, `<defs><radialGradient id="p%s-b" cx=".3" cy=".35" r=".9"><stop offset="0" stop-color="#ffb85c" stop-opacity=".55"/><stop offset=".5" stop-color="%s"/><stop offset="1" stop-color="#0f0e14"/></radialGradient><linearGradient id="p%s-s"><stop offset="0" stop-color="#ffdca0" stop-opacity=".4"/><stop offset=".45" stop-color="#ffdca0" stop-opacity="0"/><stop offset="1" stop-color="#0a0812" stop-opacity=".55"/></linearGradient><clipPath id="p%s-c"><rect width="160" height="160" rx="18"/></clipPath></defs>`+"\n", id, sky, id, id)
	fmt.Fprintf(b, `<g clip-path="url(#p%s-c)"><rect width="160" height="160" fill="%s"/><rect width="160" height="160" fill="url(#p%s-b)"/>`+"\n", id, sky, id)
	b.WriteString(`<path d="M0 40h160M0 80h160M0 120h160M40 0v40M120 0v40M80 40v40M20 80v40M140 80v40" stroke="#000" stroke-opacity=".18" stroke-width="2"/>` + "\n")
}

func person(id string, p face) string {
	var b strings.Builder
	head(&b, id, p.label, p.sky)
	color := strings.NewReplacer("%hair", p.hair, "%top", p.top, "%trim", p.trim)
	for _, shape := range p.behind {
		b.WriteString(color.Replace(shape) + "\n")
	}
	fmt.Fprintf(&b, `<path d="M12 164c2-30 22-42 48-46h40c26 4 46 16 48 46z" fill="%s"/>`+"\n", p.top)
	fmt.Fprintf(&b, `<path d="M66 98h28v22c-6 12-22 12-28 0z" fill="%s"/><path d="M66 106c8 8 20 8 28 0v6c-8 8-20 8-28 0z" fill="#0003"/>`+"\n", p.skin)
	fmt.Fprintf(&b, `<ellipse cx="51" cy="76" rx="6" ry="9" fill="%s"/><ellipse cx="109" cy="76" rx="6" ry="9" fill="%s"/><path d="M51 66c0-26 12-32 29-32s29 6 29 32c0 26-12 44-29 44S51 92 51 66z" fill="%s"/>`+"\n", p.skin, p.skin, p.skin)
	fmt.Fprintf(&b, `<path d="M60 64c4-4 10-4 14-1m12 0c4-3 10-3 14 1" stroke="%s" stroke-width="3.4" fill="none" stroke-linecap="round"/>`+"\n", p.hair)
	b.WriteString(`<g fill="#fff"><ellipse cx="67" cy="72" rx="5.6" ry="3.8"/><ellipse cx="93" cy="72" rx="5.6" ry="3.8"/></g><g fill="#241a16"><circle cx="67.5" cy="72" r="3.1"/><circle cx="93.5" cy="72" r="3.1"/></g><g fill="#fff"><circle cx="66.4" cy="70.9" r="1"/><circle cx="92.4" cy="70.9" r="1"/></g>` + "\n")
	b.WriteString(`<path d="M80 74c-1 6-4 10-4 13 2 2 6 2 8 0" stroke="#0005" stroke-width="2.4" fill="none" stroke-linecap="round"/><path d="M70 97c6 3 14 3 20-1" stroke="#6b2f2a" stroke-width="3" fill="none" stroke-linecap="round"/>` + "\n")
	for _, shape := range p.shapes {
		b.WriteString(color.Replace(shape) + "\n")
	}
	fmt.Fprintf(&b, `<rect width="160" height="160" fill="url(#p%s-s)"/></g></svg>`+"\n", id)
	return b.String()
}

func custodian() string {
	var b strings.Builder
	head(&b, "custodian", "custodian robot", "#24424a")
	b.WriteString(`<path d="M80 14v20" stroke="#8fa3a8" stroke-width="4"/><circle cx="80" cy="13" r="6" fill="#ffcf5a"/><path d="M34 164c0-28 14-40 46-40s46 12 46 40z" fill="#7e9297"/><path d="M58 164v-22h44v22z" fill="#d9c37a"/><path d="M64 150h32m-32 8h32" stroke="#8d7a3c" stroke-width="3"/><path d="M70 110h20v16H70z" fill="#56666b"/>` + "\n")
	b.WriteString(`<rect x="38" y="34" width="84" height="78" rx="26" fill="#b9c8cb"/><path d="M38 60c0-18 10-26 26-26h32c16 0 26 8 26 26z" fill="#d4dfe1"/><rect x="48" y="52" width="64" height="36" rx="18" fill="#14242a"/><circle cx="67" cy="70" r="10" fill="#5be7ff"/><circle cx="93" cy="70" r="10" fill="#5be7ff"/><g fill="#fff"><circle cx="63" cy="66" r="3"/><circle cx="89" cy="66" r="3"/></g><path d="M68 98c8 5 16 5 24 0" stroke="#56666b" stroke-width="4" fill="none" stroke-linecap="round"/><g fill="#8fa3a8"><rect x="28" y="60" width="12" height="26" rx="6"/><rect x="120" y="60" width="12" height="26" rx="6"/></g><path d="M104 44l10 8" stroke="#8c5a3a" stroke-width="3"/>` + "\n")
	b.WriteString(`<rect width="160" height="160" fill="url(#pcustodian-s)"/></g></svg>` + "\n")
	return b.String()
}

// crystal is a thing of the Lattice: shards of glass around a light.
func crystal(id, label, sky, glow string, shards []string, eye int) string {
	var b strings.Builder
	head(&b, id, label, sky)
	fmt.Fprintf(&b, `<circle cx="80" cy="%d" r="78" fill="%s" fill-opacity=".2"/><circle cx="80" cy="%d" r="52" fill="%s" fill-opacity=".22"/>`+"\n", eye, glow, eye, glow)
	shades := []string{"#b9c7d8", "#8497b0", "#9aaac2", "#6f819c", "#a7b7cd", "#7d8fab", "#92a3bc"}
	for i, points := range shards {
		fmt.Fprintf(&b, `<polygon points="%s" fill="%s" fill-opacity=".82" stroke="#1a1622" stroke-width="3" stroke-linejoin="round"/><polygon points="%s" fill="%s" fill-opacity=".28"/>`+"\n", points, shades[i%len(shades)], points, glow)
		first, _, _ := strings.Cut(points, ",")
		last := points[strings.LastIndex(points, ",")+1:]
		fmt.Fprintf(&b, `<path d="M%sL%s" stroke="#fff" stroke-opacity=".75" stroke-width="2.5"/>`+"\n", first, last)
	}
	fmt.Fprintf(&b, `<ellipse cx="80" cy="%d" rx="17" ry="11" fill="#0d0a12"/><ellipse cx="80" cy="%d" rx="12" ry="7" fill="%s"/><ellipse cx="80" cy="%d" rx="3" ry="7" fill="#fff"/>`+"\n", eye, eye, glow, eye)
	fmt.Fprintf(&b, `<rect width="160" height="160" fill="url(#p%s-s)"/></g></svg>`+"\n", id)
	return b.String()
}
