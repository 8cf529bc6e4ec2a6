// Reads pipelines with the Groovy that Jenkins has (2.4), and prints what they say as JSON: blocks, and steps with their arguments. A word that
// Groovy does not know is a block or a step of Jenkins; nothing is run.
import groovy.json.JsonOutput

class Recorder {
    final List calls = []

    def methodMissing(String name, arguments) {
        def list = arguments as List
        def call = [name: name, arguments: list.findAll { !(it instanceof Closure) }.collect { plain(it) }]
        def block = list.find { it instanceof Closure }
        if (block != null) {
            // What runs as a script is Groovy of its own, which reads answers of steps: its text is compiled, and not run.
            call.block = name in ['script', 'configure', 'each'] ? [] : inside(block)
        }
        calls << call
        return call
    }

    def propertyMissing(String name) { return new Word(name) }

    static plain(value) {
        if (value instanceof Map) return value.collectEntries { key, inner -> [(key.toString()): plain(inner)] }
        if (value instanceof List) return value.collect { plain(it) }
        return value instanceof Map || value instanceof Number || value instanceof Boolean ? value : value.toString()
    }

    static inside(Closure block) {
        def recorder = new Recorder()
        def copy = block.rehydrate(recorder, recorder, recorder)
        copy.resolveStrategy = Closure.DELEGATE_ONLY
        copy.call()
        return recorder.calls
    }
}

/** A name such as `params.TARGET`, whose value is known in Jenkins alone. */
class Word {
    final String text
    Word(String text) { this.text = text }
    def propertyMissing(String name) { return new Word("${text}.${name}") }
    def methodMissing(String name, arguments) { return new Word("${text}.${name}()") }
    String toString() { return text }
}

abstract class Pipeline extends Script {
    final Recorder recorder = new Recorder()
    def methodMissing(String name, arguments) { return recorder.methodMissing(name, arguments) }
    def propertyMissing(String name) { return new Word(name) }
}

def configuration = new org.codehaus.groovy.control.CompilerConfiguration()
configuration.scriptBaseClass = Pipeline.name
def shell = new GroovyShell(this.class.classLoader, new Binding(), configuration)
def found = args.collectEntries { path ->
    // A name of its own: that of a file need not be one of a class.
    def script = shell.parse(new File(path).text, 'Jenkinsfile.groovy')
    script.run()
    return [(path): script.recorder.calls]
}
println JsonOutput.toJson(found)
