//go:build packages

package npm

import "testing"

func TestTheBinaryHasAllPackages(t *testing.T) {
	found, err := Find(t.Context(), Options{Env: environment("npm_config_registry", "http://127.0.0.1:1/")})
	if err != nil || len(found) != len(pins()) {
		t.Errorf("%d packages, %v", len(found), err)
	}
}
