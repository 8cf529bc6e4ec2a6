export { SnsAlarmTopic, type SnsAlarmTopicProps } from './sns-alarm-topic.ts';
