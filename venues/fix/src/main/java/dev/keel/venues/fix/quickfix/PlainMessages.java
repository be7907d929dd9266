package dev.keel.venues.fix.quickfix;

import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.MsgType;

/** Makes messages that know their type and nothing else: no generated classes. */
final class PlainMessages implements MessageFactory {
    @Override
    public Message create(String beginString, String type) {
        Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        return message;
    }

    @Override
    public Group create(String beginString, String type, int countTag) {
        throw new IllegalStateException("a group is made with its dictionary");
    }
}
