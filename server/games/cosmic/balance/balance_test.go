package balance

import "testing"

func TestTheEmbeddedBalanceIsWhole(t *testing.T) {
	t.Parallel()
	if _, err := Load(Embedded()); err != nil {
		t.Error(err)
	}
}
