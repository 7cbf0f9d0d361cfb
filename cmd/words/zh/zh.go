// Package zh is what mlvb says in Chinese, a file for each area.
package zh

// Areas are the texts by area and key.
func Areas() map[string]map[string]string {
	return map[string]map[string]string{
		"general":  general(),
		"help":     help(),
		"ask":      ask(),
		"new":      newProject(),
		"report":   report(),
		"update":   update(),
		"conflict": conflict(),
		"project":  project(),
		"add":      add(),
		"template": template(),
		"serve":    serve(),
		"dev":      dev(),
		"view":     view(),
		"build":    viewBuild(),
	}
}
