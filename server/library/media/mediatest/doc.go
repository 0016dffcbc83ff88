// Package mediatest makes files for tests: good ones, each as small as its format
// allows, and hostile ones, each with the reason for which it must be refused.
package mediatest
