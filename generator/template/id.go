package template

// ID names the template that a project was made from.
type ID struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
	Source  string `json:"source,omitempty"` // folder, relative to the project; empty for a built-in template
}
