package balance

import "fmt"

// Kinds of augmentations: a pod takes one of each.
const (
	Defensive  = "defensive"
	Utility    = "utility"
	Storage    = "storage"
	Propulsion = "propulsion"
)

// AugmentationKinds are the four, in the order they are listed.
func AugmentationKinds() []string { return []string{Defensive, Utility, Storage, Propulsion} }

// Pod is the escape pod.
type Pod struct {
	// Price is in credits.
	Price int `json:"price"`
	// Hull is its hull when whole.
	Hull int `json:"hull"`
	// Augmentations is how many it takes, one of a kind.
	Augmentations int `json:"augmentations"`
	// HazardChance is the chance of damage when travelling in it.
	HazardChance float64 `json:"hazard_chance"`
	// HazardDamage is that damage.
	HazardDamage int `json:"hazard_damage"`
	// Speed is the pod's, for the view.
	Speed float64 `json:"speed"`
}

// Augmentation is something to fit a pod with.
type Augmentation struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Kind is defensive, utility, storage or propulsion.
	Kind string `json:"kind"`
	// Price is in credits.
	Price int `json:"price"`
	// Effects are what it does to the ship while the pod is aboard; its fuel
	// factor and scan strength work in the pod, too.
	Effects Effects `json:"effects"`
	// PodHull is the pod's whole hull instead of the usual; 0 for the usual.
	PodHull int `json:"pod_hull,omitempty"`
	// PodDamage multiplies damage to the pod.
	PodDamage float64 `json:"pod_damage,omitempty"`
	// AvoidChance is the chance that the pod avoids a hit.
	AvoidChance float64 `json:"avoid_chance,omitempty"`
	// KeepWeight is the weight of cargo, the most valuable first, that the pod
	// saves.
	KeepWeight int `json:"keep_weight,omitempty"`
	// Food is put in the larder at ejection.
	Food int `json:"food,omitempty"`
}

// Text is what it does, with its numbers.
func (a Augmentation) Text() string {
	var parts []string
	if a.PodHull > 0 {
		parts = append(parts, fmt.Sprintf("pod hull %d", a.PodHull))
	}
	if f := Factor(a.PodDamage); f != 1 {
		parts = append(parts, fmt.Sprintf("damage to the pod ×%g", f))
	}
	if a.AvoidChance > 0 {
		parts = append(parts, fmt.Sprintf("%g %%: the pod avoids a hit", 100*a.AvoidChance))
	}
	if a.KeepWeight > 0 {
		parts = append(parts, fmt.Sprintf("saves the most valuable cargo up to weight %d", a.KeepWeight))
	}
	if a.Food > 0 {
		parts = append(parts, fmt.Sprintf("food +%d at ejection", a.Food))
	}
	text := a.Effects.Text()
	if text != "" {
		text = "Ship: " + text
	}
	if own := sentence(parts); own != "" && text != "" {
		return own + " " + text
	}
	return sentence(parts) + text
}

func (p Pod) check(c *checker) {
	c.whole("pod.price", p.Price, 1, noLimit)
	c.whole("pod.hull", p.Hull, 1, 100_000)
	c.whole("pod.augmentations", p.Augmentations, 0, len(AugmentationKinds()))
	c.number("pod.hazard_chance", p.HazardChance, 0, 1)
	c.whole("pod.hazard_damage", p.HazardDamage, 0, 100_000)
	c.number("pod.speed", p.Speed, 0.1, 10)
}

func (a Augmentation) check(c *checker, path string, b *Balance) {
	c.text(path+".name", a.Name)
	c.oneOf(path+".kind", a.Kind, AugmentationKinds())
	c.whole(path+".price", a.Price, 1, noLimit)
	a.Effects.check(c, path+".effects")
	if a.PodHull != 0 {
		c.whole(path+".pod_hull", a.PodHull, b.Pod.Hull, 100_000)
	}
	c.number(path+".pod_damage", Factor(a.PodDamage), 0.01, 1)
	c.number(path+".avoid_chance", a.AvoidChance, 0, 1)
	c.whole(path+".keep_weight", a.KeepWeight, 0, 100_000)
	c.whole(path+".food", a.Food, 0, 10_000)
	c.requiref(a.Text() != "", path, "must do something")
}
