package template

import (
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

// allowedFuncs names the functions that templates may call besides those of
// text/template. All of them give the same result for the same arguments, on
// every system, and none can make much of little (repeat, until).
func allowedFuncs() []string {
	return []string{
		"contains", "default", "hasPrefix", "hasSuffix", "lower", "replace",
		"ternary", "toRawJson", "trim", "trimPrefix", "trimSuffix", "upper",
	}
}

func templateFuncs() template.FuncMap {
	all := sprig.HermeticTxtFuncMap()
	allowed := template.FuncMap{}
	for _, name := range allowedFuncs() {
		allowed[name] = all[name]
	}
	return allowed
}
