package generator

// Layout tells where the files of a template lie in a project that has them
// elsewhere. The zero value is where the template has them.
type Layout struct {
	Only   bool              `json:"only,omitempty"`   // nothing of the template but Places
	Places map[string]string `json:"places,omitempty"` // folder or file of the template to path here; "." is the project itself; the longest that fits counts
}
