// A small Jenkins: runs a pipeline with the Groovy that Jenkins has (2.4), stage after stage as Declarative orders them, each agent in an empty
// folder of its own, and each `sh` as Jenkins starts it. It prints what happens as lines of JSON, and knows the steps that our pipelines use:
// any other is an error, as it is in Jenkins without the plug-in.
//
//   echo build.json | groovy run-pipeline.groovy
import groovy.json.JsonOutput
import groovy.json.JsonSlurper

class Stopped extends RuntimeException {
    final String result
    Stopped(String result, String message) { super(message); this.result = result }
}

/** What stands in the braces of a pipeline, a stage or a directive: names, each with its arguments. */
class Directives {
    final Build build
    final List calls = []
    Directives(Build build) { this.build = build }
    def methodMissing(String name, arguments) {
        def call = [name: name, first: (arguments as List) ? (arguments as List)[0] : null, last: (arguments as List) ? (arguments as List)[-1] : null]
        calls << call
        return call
    }
    def propertyMissing(String name) { return build.words.containsKey(name) ? build.words[name] : name }
    def called(String name) { return calls.find { it.name == name } }
}

/** A run of one pipeline. */
class Build {
    final Map settings
    final Map job
    final Map params
    final Map env
    Map agent = null
    List stages = []

    Build(Map settings, String name, Map params) {
        this.settings = settings
        this.job = [name: name, number: ++settings.builds, text: new File(settings.pipelines[name] as String).text]
        this.params = params
        this.env = new LinkedHashMap(settings.env as Map)
    }

    Map getWords() { return [params: params, env: env, scm: 'scm', currentBuild: new CurrentBuild(this)] }

    def tell(Map event) { println JsonOutput.toJson([job: job.name, stage: stages.join('/')] + event); System.out.flush() }

    String run() {
        def result = 'SUCCESS'
        try {
            around(read(new PipelineFile().pipelineOf(job.text as String)), [])
        } catch (Stopped stopped) {
            result = stopped.result
            tell(event: 'stopped', why: stopped.message)
        }
        tell(event: 'end', result: result)
        return result
    }

    Directives read(Closure block) {
        def directives = new Directives(this)
        delegated(block, directives)
        return directives
    }

    static delegated(Closure block, delegate) {
        def copy = block.rehydrate(delegate, delegate, delegate)
        copy.resolveStrategy = Closure.DELEGATE_ONLY
        return copy.call()
    }

    /** The order of Declarative: options, input, agent, what is done, and what is done afterwards. */
    def around(Directives stage, List path) {
        stages = path
        def locks = takeLocks(stage)
        def before = agent
        def answer = null
        try {
            answer = ask(stage)
            takeAgent(stage)
            if (!isWanted(stage)) return
            def failure = null
            try {
                steps(stage, path)
            } catch (Stopped stopped) {
                failure = stopped
            }
            stages = path
            afterwards(stage, failure)
            if (failure != null) throw failure
        } finally {
            agent = before
            if (answer != null) env.remove(answer)
            settings.locks.removeAll(locks)
        }
    }

    List takeLocks(Directives stage) {
        def options = stage.called('options')
        if (options == null) return []
        def wanted = read(options.first as Closure).calls.findAll { it.name == 'lock' }.collect { it.first.resource.toString() }
        wanted.each { lock ->
            if (settings.locks.contains(lock)) throw new Stopped('ABORTED', "waits forever for ${lock}, which this run holds")
            settings.locks << lock
            tell(event: 'lock', resource: lock)
        }
        return wanted
    }

    /** Asks a person; the name of the variable that says who answered holds for this stage alone. */
    String ask(Directives stage) {
        def input = stage.called('input')
        if (input == null) return null
        def question = read(input.first as Closure)
        def value = { String name -> question.called(name)?.first?.toString() }
        tell(event: 'input', message: value('message'), submitter: value('submitter'), agent: agent?.label, locks: settings.locks.collect())
        if (settings.approver == null) throw new Stopped('ABORTED', 'nobody approved')
        def name = value('submitterParameter')
        if (name != null) env[name] = settings.approver
        return name
    }

    boolean isWanted(Directives stage) {
        def given = stage.called('when')
        if (given == null) return true
        return delegated(read(given.first as Closure).called('expression').first as Closure, new Steps(this))
    }

    def takeAgent(Directives stage) {
        def given = stage.called('agent')?.first
        if (given == null || given == 'none') return
        def label = read(given as Closure).called('label').first.toString()
        def folder = new File(settings.folder as String, "workspaces/${++settings.workspaces}-${label}")
        folder.mkdirs()
        agent = [label: label, folder: folder]
        tell(event: 'agent', label: label)
    }

    def steps(Directives stage, List path) {
        def own = stage.called('steps')
        if (own != null) delegated(own.first as Closure, new Steps(this))
        def inner = stage.called('stages')
        if (inner == null) return
        read(inner.first as Closure).calls.each { around(read(it.last as Closure), path + [it.first.toString()]) }
    }

    def afterwards(Directives stage, Stopped failure) {
        def post = stage.called('post')
        if (post == null) return
        def conditions = read(post.first as Closure)
        def wanted = ['always', failure == null ? 'success' : failure.result == 'ABORTED' ? 'aborted' : 'failure', 'cleanup']
        wanted.each { name ->
            def block = conditions.called(name)
            if (block != null) delegated(block.first as Closure, new Steps(this))
        }
    }
}

/** Steps, as plug-ins bring them. https://www.jenkins.io/doc/pipeline/steps/ */
class Steps {
    final Build build
    Steps(Build build) { this.build = build }
    def propertyMissing(String name) {
        if (build.words.containsKey(name)) return build.words[name]
        throw new MissingPropertyException(name, Steps)
    }

    File at(path) {
        if (build.agent == null) throw new Stopped('FAILURE', 'Required context class hudson.FilePath is missing')
        return new File(build.agent.folder as File, path.toString())
    }

    def script(Closure block) { Build.delegated(block, this) }

    def checkout(scm) {
        new File(build.settings.checkout as String).listFiles().each { file ->
            def copy = at(file.name)
            copy.bytes = file.bytes
            copy.setExecutable(file.canExecute())
        }
        build.tell(event: 'checkout')
    }

    def sh(Map options) {
        def script = at('.script.sh')
        script.text = options.script.toString()
        def log = new File(build.settings.folder as String, "log-${++build.settings.logs}")
        def process = new ProcessBuilder(['/bin/sh', '-xe', script.path])
        process.directory(build.agent.folder as File)
        def own = [JENKINS_SERVER_COOKIE: build.settings.cookie, BUILD_ID: "${build.job.number}", BUILD_NUMBER: "${build.job.number}", JOB_NAME: build.job.name, WORKSPACE: (build.agent.folder as File).path]
        process.environment().clear()
        [build.settings.machine, own, build.params, build.env].each { given ->
            given.each { name, value -> if (value != null) process.environment().put(name.toString(), value.toString()) }
        }
        def out = options.returnStdout ? new File(log.path + '.out') : log
        process.redirectOutput(ProcessBuilder.Redirect.appendTo(out))
        process.redirectError(ProcessBuilder.Redirect.appendTo(log))
        build.tell(event: 'sh', command: options.script.toString(), agent: build.agent.label, log: log.path, folder: (build.agent.folder as File).path)
        def code = process.start().waitFor()
        build.tell(event: 'ended', command: options.script.toString(), exitCode: code)
        script.delete()
        if (code != 0) throw new Stopped('FAILURE', "script returned exit code ${code}")
        return options.returnStdout ? out.text : null
    }
    def sh(CharSequence command) { return sh(script: command) }

    def readFile(CharSequence path) { return at(path).text }
    def readJSON(Map options) { return new JsonSlurper().parse(at(options.file)) }
    def fileExists(CharSequence path) { return at(path).exists() }
    def writeFile(Map options) { at(options.file).text = options.text.toString() }

    def text(Map options) { return options }

    def build(Map options) {
        def parameters = options.parameters.collectEntries { [(it.name): it.value == null ? '' : it.value.toString()] }
        def name = options.job.toString()
        if (!build.settings.pipelines.containsKey(name)) throw new Stopped('FAILURE', "No item named ${name} found")
        build.tell(event: 'asked', job: name, parameters: parameters)
        def result = new Build(build.settings, name, parameters).run()
        if (options.wait != false && result != 'SUCCESS') throw new Stopped(result, "${name} completed with status ${result}")
    }

    /** Reports that a person finds beside the build. */
    def keep(String step, Collection paths, boolean mayBeEmpty) {
        def found = paths.findAll { at(it).exists() }
        if (found.empty && !mayBeEmpty) throw new Stopped('FAILURE', "${step} found none of ${paths.join(', ')}")
        def kept = new File(build.settings.folder as String, 'kept')
        kept.mkdirs()
        found.each { new File(kept, "${build.job.number}-${it.replace('/', '-')}").text = at(it).text }
        build.tell(event: step, files: found)
    }
    def junit(Map options) { keep('junit', options.testResults.tokenize(', '), options.allowEmptyResults == true) }
    def archiveArtifacts(Map options) { keep('archiveArtifacts', options.artifacts.tokenize(', '), options.allowEmptyArchive == true) }
    def sarif(Map options) { return options }
    def recordIssues(Map options) { keep('recordIssues', options.tools.collect { it.pattern }, true) }
}

class CurrentBuild {
    final Build build
    CurrentBuild(Build build) { this.build = build }
    List getBuildCauses(String type) { return build.settings.startedBy == null ? [] : [[userId: build.settings.startedBy]] }
}

/** The file of a pipeline, of which the one call is `pipeline { … }`. */
class PipelineFile {
    Closure pipelineOf(String text) {
        def found = null
        def script = new GroovyShell(Build.classLoader).parse(text, 'Jenkinsfile.groovy')
        script.metaClass.pipeline = { Closure block -> found = block }
        script.run()
        return found
    }
}

// One build after the other, each described by the file that a line names: starting Java takes longer than most builds.
System.in.eachLine { path ->
    def settings = new JsonSlurper().parse(new File(path))
    settings.putAll([builds: settings.firstBuild, workspaces: 0, logs: 0, locks: []])
    try {
        new Build(settings, settings.start, settings.parameters).run()
        println JsonOutput.toJson([event: 'over'])
    } catch (Throwable mistake) {
        // Ours, or one of a pipeline that Jenkins would show as a stack trace.
        println JsonOutput.toJson([event: 'over', why: mistake.toString()])
    }
    System.out.flush()
}
