package generator

// ManifestFile is the name of the manifest, at the root of a template.
const ManifestFile = "template.yaml"

// Manifest is what a template says of itself: the contents of template.yaml.
type Manifest struct {
	Schema    int                 `yaml:"schema"`
	Name      string              `yaml:"name"`
	Version   string              `yaml:"version"` // three parts, such as 1.0.0 or 1.1.0-dev
	Title     Text                `yaml:"title"`
	Questions []Question          `yaml:"questions"`
	Presets   map[string]Input    `yaml:"presets"`
	Layers    []Layer             `yaml:"layers"`
	Files     map[string]FileRule `yaml:"files"`
	Secrets   *SecretsFile        `yaml:"secrets"`
	Moved     []Move              `yaml:"moved"`
	Renamed   []Rename            `yaml:"renamed"`
	News      map[string]Text     `yaml:"news"` // by version: what update tells the user
}

// Kind is what sort of answer a question takes.
type Kind string

// The kinds of questions.
const (
	KindText   Kind = "text"
	KindBool   Kind = "bool"
	KindChoice Kind = "choice"
)

// Question is one thing that a template wants to know.
type Question struct {
	Name     string    `yaml:"name"` // lower-case letters, digits and _
	Kind     Kind      `yaml:"kind"`
	Prompt   Text      `yaml:"prompt"`
	Hint     Text      `yaml:"hint"`
	Rules    []Rule    `yaml:"rules"`
	Required bool      `yaml:"required"`
	Default  any       `yaml:"default"` // a string may hold template actions over .folder and .name
	Choices  []string  `yaml:"choices"`
	Secret   bool      `yaml:"secret"` // goes to the secrets file only
	When     Condition `yaml:"when"`
}

// Level is how hard a rule is.
type Level string

// The levels of rules. The zero value is LevelError.
const (
	LevelError   Level = "error"
	LevelWarning Level = "warning"
)

// Rule refuses an answer, or warns of it. Exactly one of Match, Reject and
// Differs is set.
type Rule struct {
	Match   *Pattern `yaml:"match"`   // the answer must match
	Reject  *Pattern `yaml:"reject"`  // the answer must not match
	Differs string   `yaml:"differs"` // the answer must differ from that of this question
	Level   Level    `yaml:"level"`
	Say     Text     `yaml:"say"` // follows the answer: `appid "x" ` + Say
	Hint    Text     `yaml:"hint"`
}

// Layer is a folder of the template that is laid over the ones before it.
type Layer struct {
	From string    `yaml:"from"` // folder beside template.yaml
	To   string    `yaml:"to"`   // folder of the project; empty is its root
	When Condition `yaml:"when"`
}

// FileRule is what the manifest says of the files that match a glob.
type FileRule struct {
	When       Condition `yaml:"when"`
	Merge      Merge     `yaml:"merge"`
	Executable bool      `yaml:"executable"`
}

// SecretsFile is where secret answers go: To is From as rendered, with the
// value of each line NAME= filled in from the secret question of that name in
// lower case.
type SecretsFile struct {
	From string    `yaml:"from"`
	To   string    `yaml:"to"`
	When Condition `yaml:"when"`
}

// Move tells update that the template moved a file.
type Move struct {
	From  string `yaml:"from"`
	To    string `yaml:"to"`
	Since string `yaml:"since"`
}

// Rename tells update that the template renamed a question.
type Rename struct {
	Question string `yaml:"question"`
	To       string `yaml:"to"`
	Since    string `yaml:"since"`
}
