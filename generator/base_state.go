package generator

// BaseState tells where the base of the merges came from.
type BaseState string

// The states of the base.
const (
	BaseRecorded BaseState = "recorded" // .mlvb/base.tar.gz
	BaseRendered BaseState = "rendered" // that was broken; the same template made it anew
	BaseLost     BaseState = "lost"     // that was broken: the user's files stay, new ones are added
	BaseNone     BaseState = "none"     // add and adopt have none
)
