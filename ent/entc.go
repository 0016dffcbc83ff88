//go:build ignore

// Generates the models: go run -mod=mod entc.go
package main

import (
	"log"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

func main() {
	err := entc.Generate("./schema", &gen.Config{
		Features: []gen.Feature{gen.FeatureUpsert, gen.FeatureLock, gen.FeatureExecQuery, gen.FeatureModifier, gen.FeatureVersionedMigration},
	})
	if err != nil {
		log.Fatal("ent: ", err)
	}
}
