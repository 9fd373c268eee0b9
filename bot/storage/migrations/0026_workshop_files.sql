-- The text of the workshop's file when it was last loaded: exports read it once the file is gone.
alter table workshops add column file text;
